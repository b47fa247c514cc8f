import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startMysqlServer } from '../../src/mysql-server/index.js';

const reason = 'CUELIGHT_TEST_MYSQL_URL does not help here: mariadbd or mysqld must be installed';

describe('a database server of a test', () => {
  it('listens at a port of its own, and is gone with its files once stopped', async ({ skip }) => {
    const files = await aTemporaryFolder();
    const server = await startMysqlServer();
    if (server === undefined) return skip(reason);
    const whileRunning = [await isListening(server.url), (await readdir(files)).length];

    await Promise.all([server.stop(), server.stop()]);

    expect(whileRunning).toEqual([true, 1]);
    expect(await isListening(server.url)).toBe(false);
    expect(await readdir(files)).toEqual([]);
  });

  it('ends even when the process that started it is killed', async ({ skip }) => {
    const files = await aTemporaryFolder();
    const starting = `
      import { startMysqlServer } from '@cuelight/test-harness/mysql-server';
      const server = await startMysqlServer();
      console.log(server?.url ?? 'none');
      setInterval(() => {}, 1_000);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', starting], { cwd: import.meta.dirname });
    const [printed] = await once(child.stdout, 'data');
    const url = String(printed).trim();
    const wasListening = url !== 'none' && (await isListening(url));

    child.kill('SIGKILL');

    if (url === 'none') return skip(reason);
    await vi.waitUntil(async () => !(await isListening(url)), { timeout: 20_000 });
    await vi.waitUntil(async () => (await readdir(files)).length === 0, { timeout: 20_000 });
    expect(wasListening).toBe(true);
  });

  it('says why it does not start', async ({ skip }) => {
    const starting = startMysqlServer({ serverArguments: ['--no-such-argument'] });

    const outcome = await starting.then(
      (server) => server,
      (error: unknown) => String(error),
    );

    if (outcome === undefined) return skip(reason);
    expect(outcome).toMatch(/no-such-argument/);
  });
});

/** Where temporary files go while the test runs. */
async function aTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cuelight-test-'));
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

function isListening(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
