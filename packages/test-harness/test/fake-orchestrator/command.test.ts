import { type ChildProcess, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tlsModes } from '../../src/fake-orchestrator/index.js';
import { readFlags } from '../../src/fake-orchestrator/read-flags.js';
import { createApiClient } from './api-client.js';

const bin = fileURLToPath(new URL('../../bin/fake-orchestrator.mjs', import.meta.url));

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fake-orchestrator-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

function run(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): { readonly child: ChildProcess; readonly out: () => string } {
  const child = spawn(process.execPath, [bin, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
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
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'prints one line of JSON when it is ready, ends with 0 on %s and leaves no file behind',
    async (signal) => {
      const folder = await aFolder();
      const { child, out } = run(['--port', '0', '--manual'], folder);
      await expect.poll(out, { timeout: 20_000 }).toMatch(/\n$/);

      const { url, adminUrl, caFile } = JSON.parse(out()) as Record<string, string | null>;
      const status = await createApiClient(String(url)).get('/api/Status/Get');
      child.kill(signal);
      const [code] = await once(child, 'exit');

      expect([status.status, caFile, adminUrl]).toEqual([200, null, `${url}/__admin`]);
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(out().split('\n')).toHaveLength(2);
      expect(code).toBe(0);
      expect(await readdir(folder)).toEqual([]);
    },
    30_000,
  );

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'with --tls names the file of its CA when it is ready, and removes it on %s',
    async (signal) => {
      const folder = await aFolder();
      const { child, out } = run(['--tls', 'ca'], folder, { ...process.env, TMPDIR: folder });
      await expect.poll(out, { timeout: 20_000 }).toMatch(/\n$/);

      const { url, adminUrl, caFile } = JSON.parse(out()) as Record<string, string>;
      const certificate = new X509Certificate(await readFile(String(caFile)));
      child.kill(signal);
      const [code] = await once(child, 'exit');

      expect([certificate.ca, adminUrl]).toEqual([true, `${url}/__admin`]);
      expect(url).toMatch(/^https:\/\/localhost:\d+$/);
      expect(code).toBe(0);
      expect(await readdir(folder)).toEqual([]);
    },
    30_000,
  );

  it('ends with 2 when a flag is wrong, and prints nothing on standard output', async () => {
    const { child, out } = run(['--tls', 'none'], await aFolder());

    const [code] = await once(child, 'exit');

    expect([code, out()]).toEqual([2, '']);
  }, 30_000);
});

describe('asking for help', () => {
  it.each(['--help', '-h'])(
    'with %s prints every flag, what is printed when ready and the admin API',
    async (flag) => {
      const { child, out } = run(['--manual', flag], await aFolder());

      const [code] = await once(child, 'close');

      const told = [
        '--port',
        '--host',
        '--tls',
        '--subscriber-ca-file',
        ...tlsModes,
        '--seed',
        '--manual',
        '--job-ms',
        '--api-version',
        '--help',
        'adminUrl',
        'caFile',
        '/__admin',
        '9 (2019.10)',
        '20 (Automation Cloud 2026)',
        'slow-body',
        'folders/renumber',
        'oauthClients',
      ];
      expect(code).toBe(0);
      expect(told.filter((word) => !out().includes(word))).toEqual([]);
    },
    30_000,
  );
});

describe('the flags', () => {
  it('are read, with "=" or a space before the value', () => {
    const flags = readFlags(['--port=7000', '--job-ms', '10,20', '--manual', '--api-version', '17']);

    expect(flags).toEqual({ ok: true, options: { port: 7000, jobMs: [10, 20], manual: true, apiVersion: 17 } });
  });

  it('may name a seed file', async () => {
    const file = join(await aFolder(), 'seed.json');
    await writeFile(file, JSON.stringify({ tenants: [{ name: 'Acme', users: [{ username: 'u', password: 'p' }] }] }));

    const flags = readFlags(['--seed', file]);

    expect(flags).toMatchObject({ ok: true, options: { seed: { tenants: [{ name: 'Acme' }] } } });
  });

  it('name each fault of a seed file', async () => {
    const file = join(await aFolder(), 'seed.json');
    await writeFile(file, JSON.stringify({ tenants: [{ name: '', users: [] }] }));

    const flags = readFlags(['--seed', file]);

    expect(flags).toMatchObject({ problem: expect.stringMatching(/tenants\.0\.name.*tenants\.0\.users/) });
  });

  it.each([
    ['{"tenants": [', 'the file is empty or is not JSON'],
    ['', 'the file is empty or is not JSON'],
    ['[]', 'must be an object'],
    ['{}', 'tenants: is required'],
    [
      '{"tenants": [], "users": []}',
      'tenants: must have at least 1 item; users: is not known here; known are tenants, oauthClients',
    ],
  ])('say what is wrong with a seed file that holds %j', async (text, sentence) => {
    const file = join(await aFolder(), 'seed.json');
    await writeFile(file, text);

    const flags = readFlags(['--seed', file]);

    expect(flags).toMatchObject({ problem: expect.stringContaining(`--seed ${file}: ${sentence}.`) });
  });

  it.each([
    ['classic', '17', 'must not be classic: Orchestrator 2023.10 to 2025.10 has no such folders'],
    ['personal', '9', 'must not be personal: Orchestrator 2019.10 has no such folders'],
  ])('name a %s folder of a seed file that API version %s cannot have', async (kind, version, sentence) => {
    const file = join(await aFolder(), 'seed.json');
    const folders = [{ path: 'F', kind }];
    await writeFile(
      file,
      JSON.stringify({ tenants: [{ name: 'A', users: [{ username: 'u', password: 'p' }], folders }] }),
    );

    const flags = readFlags(['--seed', file, '--api-version', version]);

    expect(flags).toMatchObject({ problem: expect.stringContaining(`tenants.0.folders.0.kind: ${sentence}`) });
  });

  it.each([
    [['--tsl', 'ca'], 'There is no flag --tsl'],
    [
      ['--tls', 'none'],
      '--tls none: this can be: ca, self-signed, expired, not-yet-valid, wrong-host, missing-intermediate',
    ],
    [['--subscriber-ca-file', '/no/such/file'], '--subscriber-ca-file /no/such/file: the file cannot be read'],
    [['--constructor', 'x'], 'There is no flag --constructor'],
    [['-p', '1'], 'There is no flag -p'],
    [['--port', '70000'], '--port 70000: give a number from 0 to 65535'],
    [['--host', 'localhost'], '--host localhost: give an IP address, such as 0.0.0.0'],
    [['--port'], '--port: its value is missing'],
    [['--job-ms', '300'], '--job-ms 300: give two numbers of milliseconds, such as 300,1500'],
    [['--api-version', '10'], '--api-version 10: this can be: 9, 11, 13, 15, 16, 17, 20'],
    [['--manual=yes'], '--manual takes no value'],
    [['--seed', '/no/such/file'], '--seed /no/such/file: the file cannot be read'],
    [['start'], '"start" is not a flag'],
  ])('%j are refused by a sentence that lists what is accepted', (args, sentence) => {
    const flags = readFlags(args);

    expect(flags).toMatchObject({
      ok: false,
      problem: `${sentence}. Accepted are: --port <0 to 65535>, --host <IP address>, --tls <ca|self-signed|expired|not-yet-valid|wrong-host|missing-intermediate>, --seed <file.json>, --manual, --job-ms <pending,running>, --api-version <9|11|13|15|16|17|20>, --subscriber-ca-file <file.pem>.`,
    });
  });
});
