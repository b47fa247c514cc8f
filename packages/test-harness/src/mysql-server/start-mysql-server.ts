import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect as connectTo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../free-port.js';

/** A MariaDB or MySQL server that has nothing in it yet. */
export interface MysqlServer {
  /** `mysql://root@127.0.0.1:<port>`, without a database: whoever tests makes their own. */
  readonly url: string;
  /** Where it keeps what it stores, with its logs for undo and redo; gone with it. */
  readonly dataFolder: string;
  /** Ends the server and removes its files. Repeating it is harmless. */
  stop(): Promise<void>;
}

/** How a server is started otherwise than by default. */
export interface MysqlServerOptions {
  /** Its own arguments, such as `--ssl-cert=<file>`. */
  readonly serverArguments?: readonly string[];
}

/** How long a server may take to be ready; a busy machine is slow. */
const readyWithinMs = 60_000;

/**
 * Starts the `mariadbd` or `mysqld` that is installed, with a data folder and a free port of loopback of its own. It ends
 * with this process even when that is killed. Not on Windows.
 *
 * @returns undefined when none is installed. Throws when one is, but does not start
 */
export async function startMysqlServer({
  serverArguments = [],
}: MysqlServerOptions = {}): Promise<MysqlServer | undefined> {
  const daemon = (await installed('mariadbd')) ?? (await installed('mysqld'));
  if (daemon === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'cuelight-mysql-'));
  try {
    await makeDataFolder(daemon, join(folder, 'data'), serverArguments);
    const port = await freePort();
    const child = spawn(
      '/bin/sh',
      ['-c', untilParentEnds, 'sh', folder, daemon, ...argumentsOf(folder, port), ...serverArguments],
      {
        stdio: ['pipe', 'ignore', 'ignore'],
      },
    );
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    let stopping: Promise<void> | undefined;
    const stop = () => {
      stopping ??= end(child, ended, folder);
      return stopping;
    };
    try {
      await ready(port, child, folder);
    } catch (error) {
      await stop();
      throw error;
    }
    // Neither keeps its process alive.
    child.unref();
    return { url: `mysql://root@127.0.0.1:${port}`, dataFolder: join(folder, 'data'), stop };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Runs the server until standard input ends, which it does when whoever started this has ended in whatever way. */
const untilParentEnds = `
  folder=$1; shift
  "$@" </dev/null >"$folder/log" 2>&1 & server=$!
  cat >/dev/null
  kill -KILL "$server" 2>/dev/null
  wait "$server" 2>/dev/null
  rm -rf "$folder"
`;

async function installed(name: string): Promise<string | undefined> {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  for (const folder of folders.filter((each) => each !== '')) {
    const file = join(folder, name);
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return undefined;
}

async function makeDataFolder(daemon: string, folder: string, serverArguments: readonly string[]): Promise<void> {
  const install = await installed('mariadb-install-db');
  if (install === undefined) {
    await promisify(execFile)(daemon, [
      '--no-defaults',
      '--initialize-insecure',
      ...asRoot(),
      `--datadir=${folder}`,
      ...serverArguments,
    ]);
    return;
  }
  const how = ['--no-defaults', '--auth-root-authentication-method=normal', '--skip-test-db', ...asRoot()];
  await promisify(execFile)(install, [...how, `--datadir=${folder}`, ...serverArguments]);
}

function argumentsOf(folder: string, port: number): readonly string[] {
  return [
    '--no-defaults',
    ...asRoot(),
    `--datadir=${join(folder, 'data')}`,
    `--socket=${join(folder, 'socket')}`,
    `--pid-file=${join(folder, 'pid')}`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    '--skip-log-bin',
    // What is written need not outlive the machine.
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-flush-method=nosync',
  ];
}

function asRoot(): readonly string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}

/** Waits for the greeting that a server sends once it takes connections. */
async function ready(port: number, child: ChildProcess, folder: string): Promise<void> {
  const giveUpAtMs = performance.now() + readyWithinMs;
  while (!(await greets(port))) {
    if (child.exitCode !== null || performance.now() > giveUpAtMs) {
      const log = await readFile(join(folder, 'log'), 'utf8').catch(() => '');
      throw new Error(`the database server did not start: ${log.slice(-2_000)}`);
    }
    await delay(50);
  }
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTo(port, '127.0.0.1');
    const answer = (isGreeted: boolean) => {
      socket.destroy();
      resolve(isGreeted);
    };
    socket.setTimeout(1_000, () => answer(false));
    socket.once('data', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('end', () => answer(false));
  });
}

async function end(child: ChildProcess, ended: Promise<void>, folder: string): Promise<void> {
  child.ref();
  child.stdin?.end();
  await ended;
  await rm(folder, { recursive: true, force: true });
}
