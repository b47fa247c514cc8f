import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { consentModes } from '../../src/fake-robot/consent/consent-desk.js';
import { robotFaultRuleSchema } from '../../src/fake-robot/faults/fault-rule.js';
import { serverFeatures } from '../../src/fake-robot/index.js';
import { readFlags } from '../../src/fake-robot/read-flags.js';
import { ask } from './a-page.js';

const bin = fileURLToPath(new URL('../../bin/fake-robot.mjs', import.meta.url));

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fake-robot-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

function run(args: readonly string[], cwd: string): { readonly child: ChildProcess; readonly out: () => string } {
  const env = { ...process.env, TMPDIR: cwd };
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return { child, out: () => text };
}

describe('the command', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'prints one line of JSON when it is ready, ends with its process group on %s and leaves no file behind',
    async (signal) => {
      const folder = await aFolder();
      const { child, out } = run(['--port', '0', '--consent', 'ask'], folder);
      await expect.poll(out, { timeout: 20_000 }).toMatch(/\n$/);

      const ready = JSON.parse(out()) as { port: number; controlUrl: string };
      const { status } = await ask(ready.port, '/GetPort?consentCode=123456');
      const codes = await (await fetch(`${ready.controlUrl}/codes`)).json();
      process.kill(-(child.pid ?? 0), signal);
      const [code] = await once(child, 'exit');

      expect([status, codes]).toMatchObject([401, [{ code: '123456', state: 'pending' }]]);
      expect(Object.keys(ready)).toEqual(['port', 'controlUrl']);
      expect([code, out().split('\n').length]).toEqual([0, 2]);
      expect(await readdir(folder)).toEqual([]);
    },
    30_000,
  );

  it('gives the consent of the user by itself when nobody says otherwise', async () => {
    const { out } = run([], await aFolder());
    await expect.poll(out, { timeout: 20_000 }).toMatch(/\n$/);

    const { status } = await ask((JSON.parse(out()) as { port: number }).port, '/GetPort?consentCode=123456');

    expect(status).toBe(200);
  }, 30_000);

  it('ends with 2 when a flag is wrong, and prints nothing on standard output', async () => {
    const { child, out } = run(['--consent', 'maybe'], await aFolder());

    const [code] = await once(child, 'exit');

    expect([code, out()]).toEqual([2, '']);
  }, 30_000);

  it.each(['--help', '-h'])(
    'with %s tells every flag, fault and way of the control',
    async (flag) => {
      const { child, out } = run([flag], await aFolder());

      const [code] = await once(child, 'close');

      const flags = ['--port', '--consent', '--features', '--allow', '--forbid', '--seed', '--manual', '--job-ms'];
      const control = [
        'journal',
        'state',
        'codes',
        'jobs',
        'tokens/expire',
        'connections/drop',
        'session/move',
        'reset',
      ];
      const words = [...consentModes, ...serverFeatures, ...robotFaultRuleSchema.shape.action.options, 'clock/advance'];
      expect(code).toBe(0);
      expect([...flags, ...control, ...words].filter((word) => !out().includes(word))).toEqual([]);
    },
    30_000,
  );
});

describe('the flags', () => {
  it('are read', () => {
    const flags = readFlags(
      '--port=2323 --consent ask --manual --job-ms 20 --features none --allow https://a.example --forbid *'.split(' '),
    );

    expect(flags).toEqual({
      ok: true,
      options: {
        port: 2323,
        consent: 'ask',
        manual: true,
        jobMs: 20,
        features: [],
        origins: { allowed: ['https://a.example'], forbidden: ['*'] },
      },
    });
  });

  it.each([
    ['all', serverFeatures],
    ['unsaid', null],
    ['ClientMessage,InstallProcess', ['InstallProcess', 'ClientMessage']],
  ])('name features: %s', (value, features) => {
    expect(readFlags(['--features', value])).toMatchObject({ options: { features } });
  });

  it('may name a seed file, and each fault of it is named', async () => {
    const file = join(await aFolder(), 'seed.json');
    await writeFile(file, JSON.stringify({ processes: [{ name: 'Mine' }] }));
    const good = readFlags(['--seed', file]);
    await writeFile(file, JSON.stringify({ processes: [{ name: '' }], robots: 1 }));

    expect(good).toMatchObject({ options: { seed: { processes: [{ name: 'Mine', isDownloaded: true }] } } });
    expect(readFlags(['--seed', file])).toMatchObject({ problem: expect.stringMatching(/processes\.0\.name.*robots/) });
  });

  it.each([
    [['--tls', 'ca'], 'There is no flag --tls'],
    [['--port', '70000'], '--port 70000: give a number from 0 to 65535'],
    [['--consent', 'maybe'], '--consent maybe: this can be: approve, ask, reject'],
    [
      ['--features', 'Flying'],
      `--features Flying: this can be: all, none, unsaid, or some of ${serverFeatures.join(', ')}`,
    ],
    [['--job-ms', '1,2'], '--job-ms 1,2: give milliseconds, such as 1500'],
    [['--manual=yes'], '--manual takes no value'],
    [['start'], '"start" is not a flag'],
  ])('%j are refused by a sentence that lists what is accepted', (args, sentence) => {
    expect(readFlags(args)).toEqual({
      ok: false,
      problem: `${sentence}. Accepted are: --port <0 to 65535>, --consent <approve|ask|reject>, --features <all|none|unsaid|name,name>, --allow <origin,origin>, --forbid <origin,origin>, --seed <file.json>, --manual, --job-ms <running>.`,
    });
  });
});
