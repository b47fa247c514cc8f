import { runQuietly } from '../run-quietly.mjs';

/** A step that takes longer than this is announced; a shorter one is not worth a line. */
const announceAfterMs = 1_500;

/** Why a step failed, what it printed, and what to do about it. */
export class StepFailed extends Error {
  /**
   * @param {string} message
   * @param {string} output
   * @param {string} remedy
   */
  constructor(message, output, remedy) {
    super(message);
    this.output = output;
    this.remedy = remedy;
  }
}

/**
 * Runs one step of the set-up and keeps its output back unless it fails. Tells on standard error what is being done and
 * how long it took.
 *
 * @param {{ title: string, command: string, args: readonly string[], cwd: string, env?: NodeJS.ProcessEnv,
 *   signal: AbortSignal, remedy: string }} step the signal ends it
 * @returns {Promise<void>} rejects with StepFailed
 */
export async function runStep({ title, command, args, cwd, env, signal, remedy }) {
  let announced = false;
  const timer = setTimeout(() => {
    announced = true;
    process.stderr.write(`setup: ${title} …\n`);
  }, announceAfterMs);
  const { exit, output, seconds } = await runQuietly(command, args, { cwd, signal, ...(env && { env }) });
  clearTimeout(timer);
  if (exit !== 0) throw new StepFailed(`${title} failed (${exit})`, output, remedy);
  if (announced) process.stderr.write(`setup: ${title}: done in ${seconds.toFixed(1)} s\n`);
}
