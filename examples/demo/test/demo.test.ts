import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const demo = fileURLToPath(new URL('../dist/main.js', import.meta.url));

describe('the demo', () => {
  it('prints Pending, Running and Successful with how each was learnt, and the output, and ends with 0', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [demo, '--exit'], { timeout: 60_000 });

    expect(stdout).toMatch(/Pending +via start/);
    expect(stdout).toMatch(/Running +via webhook/);
    expect(stdout).toMatch(/Successful +via webhook .*output \{"out_Text":"hello"\}/);
  }, 90_000);

  it('stays up without --exit, and ends when it is told to', async () => {
    const child = spawn(process.execPath, [demo], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (line.includes('Ctrl+C')) break;
    }

    const ended = once(child, 'exit');
    child.kill('SIGINT');

    expect(lines.join('\n')).toContain('Everything stays up');
    expect(await ended).toEqual([0, null]);
  }, 90_000);

  it('refuses a flag it does not know', async () => {
    const refused = promisify(execFile)(process.execPath, [demo, '--exti']);

    await expect(refused).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('--exti') });
  });
});
