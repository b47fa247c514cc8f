import { join } from 'node:path';
import { freePort } from '@cuelight/test-harness/free-port';
import { onTestFinished } from 'vitest';
import { createLog, readSettings, type Serving, serve } from '../../src/index.js';
import { adminKey } from './a-world.js';
import { type Client, createHttpClient } from './client.js';

/** The service as `cuelight serve` runs it, on a data folder and a port that a restart finds again. */
export interface Service {
  readonly url: string;
  /** Every line logged, at every level, restarts included. */
  readonly logged: readonly string[];
  client(key?: string): Client;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** @param environment what is set otherwise than for a SQLite database in the folder; read again at each start */
export async function aService(
  dataFolder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Service> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const logged: string[] = [];
  let serving: Serving | undefined;

  const service: Service = {
    url,
    logged,
    client: (key = adminKey) => createHttpClient(url, key),
    async start() {
      const read = readSettings({
        CUELIGHT_PORT: String(port),
        CUELIGHT_PUBLIC_URL: url,
        CUELIGHT_DATABASE_URL: `sqlite:${join(dataFolder, 'cuelight.db')}`,
        CUELIGHT_ADMIN_KEY: adminKey,
        CUELIGHT_EGRESS_ALLOW: '127.0.0.1',
        CUELIGHT_LOG_LEVEL: 'trace',
        ...environment,
      });
      if (!read.ok) throw new Error(read.failure.join(' '));
      const { settings } = read.value;
      const started = await serve(
        settings,
        createLog(settings.logLevel, (line) => void logged.push(line)),
      );
      if (!started.ok) throw new Error(started.failure.detail);
      serving = started.value;
    },
    async stop() {
      await serving?.stop();
    },
  };
  await service.start();
  onTestFinished(() => service.stop());
  return service;
}
