const lookEveryMs = 200;

/**
 * Lets a SIGTERM sent to `npm start` reach us. npm runs a script in a shell and passes the signal to that shell alone,
 * which dies of it and leaves us behind: we then send it to ourselves. Nothing to do without npm, or on Windows, where no
 * such signal exists.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const shell = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(looking);
    process.kill(process.pid, 'SIGTERM');
  }, lookEveryMs);
  looking.unref();
}
