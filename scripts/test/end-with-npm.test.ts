import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';

const module = new URL('../setup/end-with-npm.mjs', import.meta.url).href;
const service = `
  import { endWithNpm } from '${module}';
  endWithNpm();
  process.on('SIGTERM', () => { console.log('ended in good order'); process.exit(0); });
  setInterval(() => {}, 1000);
  console.log('ready');`;

describe('a service started by npm', () => {
  it('is told to end when npm ended only the shell between them', async () => {
    // The shell does not replace itself by the service, since it has something to do after it.
    const shell = spawn('sh', ['-c', '"$0" --input-type=module -e "$1"; true', process.execPath, service], {
      env: { ...process.env, npm_lifecycle_event: 'start' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: shell.stdout })[Symbol.asyncIterator]();
    await lines.next();

    shell.kill('SIGTERM');
    await once(shell, 'exit');

    expect(await lines.next()).toEqual({ done: false, value: 'ended in good order' });
  });
});
