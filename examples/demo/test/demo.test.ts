import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';

const demo = fileURLToPath(new URL('../dist/main.js', import.meta.url));

describe('the demo', () => {
  it('prints Pending, Running and Successful with how each was learnt, and the output, and ends with 0', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [demo, '--exit'], { timeout: 60_000 });

    expect(stdout).toMatch(/Pending +via start/);
    expect(stdout).toMatch(/Running +via webhook/);
    expect(stdout).toMatch(/Successful +via webhook .*output \{"out_Text":"hello"\}/);
  }, 90_000);

  it.each(['9', '20'])(
    'does the main job on API version %s, each with its own way in',
    async (version) => {
      const { stdout } = await promisify(execFile)(process.execPath, [demo, '--exit', '--api-version', version], {
        timeout: 60_000,
      });

      const [, passed, asked] = /(\d+) of (\d+) checks passed/.exec(stdout) ?? [];
      expect(passed).toBe(asked);
      expect(stdout).toMatch(/Successful +via webhook .*output \{"out_Text":"hello"\}/);
    },
    90_000,
  );

  it('stays up without --exit, and ends when it is told to', async () => {
    const child = spawn(process.execPath, [demo], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (line.includes('Ctrl+C')) break;
    }

    const told = lines.join('\n');
    const checked = await checkAsTold(told);
    const signedIn = await signInByLink(told);
    const robotAnswers = await askRobot(told, signedIn.robotPort);

    const ended = once(child, 'exit');
    child.kill('SIGINT');

    expect(told).toContain('Everything stays up');
    expect(checked).toMatch(/^Nothing is wrong\./);
    expect(signedIn).toMatchObject({ scope: 'admin' });
    expect(told).toContain('tenant Default, user name admin, password admin-password');
    expect(told).toContain('it runs InvoiceBot on this computer');
    expect(robotAnswers).toContain('GET /GetPort');
    expect(await ended).toEqual([0, null]);
  }, 90_000);

  it.each(['the main job', 'Started a fake robot', 'Started Cuelight', 'Connected', 'Pending'])(
    'leaves nothing running and says nothing more when it is told to end at “%s”',
    async (moment) => {
      const mark = randomUUID();
      const env = { ...process.env, DEMO_TEST_MARK: mark };
      const child = spawn(process.execPath, [demo, '--exit'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      onTestFinished(async () => {
        for (const pid of await processesMarked(mark)) process.kill(pid, 'SIGKILL');
      });
      const said = text(child.stderr);
      const ended = once(child, 'exit');

      for await (const line of createInterface({ input: child.stdout })) if (line.includes(moment)) break;
      child.kill('SIGTERM');

      expect(await ended).toEqual([130, null]);
      expect(await said).toBe('');
      expect(await processesMarked(mark)).toEqual([]);
    },
    90_000,
  );

  it('refuses a flag it does not know', async () => {
    const refused = promisify(execFile)(process.execPath, [demo, '--exti']);

    await expect(refused).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('--exti') });
  });
});

/** Runs the check that the demo advises, and answers what it prints. */
async function checkAsTold(told: string): Promise<string> {
  const [, connection = '', process_ = ''] = /npx cuelight check (\S+) --process (\S+)/.exec(told) ?? [];
  const settings = [...told.matchAll(/(CUELIGHT_\w+)=(\S+)/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
  const env = { ...process.env, ...Object.fromEntries(settings) };
  const command = fileURLToPath(new URL('../bin/cuelight.mjs', import.meta.resolve('@cuelight/host-hapi')));
  const args = [command, 'check', connection, '--process', process_];
  return (await promisify(execFile)(process.execPath, args, { env, timeout: 60_000 })).stdout;
}

/** The processes with this mark in their environment, children of children among them; none where there is no /proc. */
async function processesMarked(mark: string): Promise<readonly number[]> {
  const pids = await readdir('/proc').catch(() => []);
  const marked = await Promise.all(
    pids
      .filter((pid) => /^\d+$/.test(pid))
      .map(async (pid) => {
        const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
        return environment.includes(mark) ? [Number(pid)] : [];
      }),
  );
  return marked.flat();
}

/** Signs in as the page of the console does that the link leads to. */
async function signInByLink(told: string): Promise<{ readonly robotPort: number }> {
  const [, origin = '', code] = /(http:\/\/127\.0\.0\.1:\d+)\/#code=([\w-]+)/.exec(told) ?? [];
  expect((await fetch(`${origin}/`)).headers.get('content-type')).toContain('text/html');
  const headers = { origin, 'content-type': 'application/json' };
  const answer = await fetch(`${origin}/v1/session`, { method: 'POST', headers, body: JSON.stringify({ code }) });
  return (await answer.json()) as { readonly robotPort: number };
}

/** Asks the robot where the console is told that it is, and answers what the fake says it was asked. */
async function askRobot(told: string, port: number): Promise<readonly string[]> {
  const [, journal = ''] = /curl (http:\/\/\S+\/journal)/.exec(told) ?? [];
  await fetch(`http://127.0.0.1:${port}/GetPort`, { headers: { origin: 'http://127.0.0.1' } });
  const entries = (await (await fetch(journal)).json()) as readonly {
    readonly method: string;
    readonly path: string;
  }[];
  return entries.map(({ method, path }) => `${method} ${path}`);
}
