import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A Cuelight service in a process of its own, as an operator would run it. */
export interface Service {
  readonly url: string;
  readonly adminKey: string;
  stop(): Promise<void>;
}

/** Where the service keeps its data, and what it may be told beside. */
export interface ServiceOptions {
  readonly dataFolder: string;
  /** Takes what the service logs, line by line. */
  readonly onLog: (line: string) => void;
}

const command = fileURLToPath(new URL('../bin/cuelight.mjs', import.meta.resolve('@cuelight/host-hapi')));

/** Starts `cuelight serve` on a free loopback port, and waits until it is ready. */
export async function startService({ dataFolder, onLog }: ServiceOptions): Promise<Service> {
  const port = await freePort();
  const adminKey = randomBytes(32).toString('base64url');
  const child = spawn(process.execPath, [command, 'serve'], {
    env: {
      ...environmentWithoutSettings(),
      CUELIGHT_PORT: String(port),
      CUELIGHT_PUBLIC_URL: `http://127.0.0.1:${port}`,
      CUELIGHT_DATABASE_URL: `sqlite:${dataFolder}/cuelight.db`,
      CUELIGHT_ADMIN_KEY: adminKey,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    log.push(line);
    onLog(line);
  });
  const url = await readyUrl(child, log);
  return { url, adminKey, stop: () => stopped(child) };
}

/** The demo is the same whatever the operator has set for a service of their own. */
function environmentWithoutSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CUELIGHT_')));
}

/** The service prints one line on standard output: that it is ready, and where. */
async function readyUrl(child: ChildProcess, log: readonly string[]): Promise<string> {
  if (child.stdout === null) throw new Error('the service has no standard output');
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /https?:\/\/\S+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error(`The service did not start. It said:\n${log.join('\n')}`);
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
