import { watch } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { freePort } from '@cuelight/test-harness/free-port';
import { onTestFinished, vi } from 'vitest';
import type { LogLevel } from '../../src/logging/log.js';
import { aFolder, bytesOfAll } from '../world/a-folder.js';
import { aService } from '../world/a-service.js';
import { adminKey } from '../world/a-world.js';
import { runCommand } from '../world/run-command.js';
import { readyUrl, serveIn } from '../world/the-program.js';
import type { Place } from './search.js';

/** A service that is running, and all that it writes but for its replies. */
export interface Site {
  readonly url: string;
  readonly adminKey: string;
  /** All files that it has now. */
  files(): Promise<readonly Place[]>;
  /** Runs a command beside it, with its settings. */
  command(...args: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }>;
  /** Ends it in order; the answer is what it wrote to its log, or its outputs. */
  stop(): Promise<readonly Place[]>;
}

/** Where temporary files go until the test ends; the answer has the names of all that there ever were. */
export async function watchTemporaryFiles(): Promise<{ readonly folder: string; readonly names: ReadonlySet<string> }> {
  const folder = await aFolder();
  const names = new Set<string>();
  const watching = watch(folder, (_, name) => void names.add(String(name)));
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => {
    watching.close();
    vi.unstubAllEnvs();
  });
  return { folder, names };
}

/** The program `cuelight serve`, in a folder where it makes its `data`. */
export async function aProgram(folder: string, temporaryFolder: string, logLevel: LogLevel): Promise<Site> {
  const port = await freePort();
  const environment = {
    TMPDIR: temporaryFolder,
    CUELIGHT_PORT: String(port),
    CUELIGHT_PUBLIC_URL: `http://127.0.0.1:${port}`,
    CUELIGHT_EGRESS_ALLOW: '127.0.0.1',
    CUELIGHT_LOG_LEVEL: logLevel,
  };
  const running = serveIn(folder, environment);
  const url = await readyUrl(running);
  return {
    url,
    adminKey: (await readFile(join(folder, 'data', 'admin-key'), 'utf8')).trim(),
    files: () => filesIn(folder),
    command: (...args) => runCommand(args, join(folder, 'data'), { CUELIGHT_EGRESS_ALLOW: '127.0.0.1' }),
    async stop() {
      running.child.kill('SIGTERM');
      const code = await running.exit;
      if (code !== 0) throw new Error(`the service ended with ${code}`);
      return [output('standard output', running.stdout()), output('standard error', running.stderr())];
    },
  };
}

/** The service within this process, its `data` in the folder like those of the program. */
export async function aServiceHere(folder: string, environment: Readonly<Record<string, string>>): Promise<Site> {
  const data = join(folder, 'data');
  await mkdir(data);
  const service = await aService(data, environment);
  return {
    ...{ url: service.url, adminKey },
    files: () => filesIn(folder),
    command: (...args) => runCommand(args, data, { CUELIGHT_EGRESS_ALLOW: '127.0.0.1', ...environment }),
    async stop() {
      await service.stop();
      return [output('the log', service.logged.join(''))];
    },
  };
}

async function filesIn(folder: string): Promise<readonly Place[]> {
  const files = await bytesOfAll(folder);
  return files.map(({ file, bytes }) => ({ kind: 'file', name: relative(folder, file), bytes }));
}

function output(name: string, text: string): Place {
  return { kind: 'output', name, bytes: Buffer.from(text) };
}
