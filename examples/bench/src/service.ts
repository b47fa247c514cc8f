import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from './child.js';

/** A Cuelight service with an empty database of its own. */
export interface Service extends Child {
  readonly adminKey: string;
}

const command = fileURLToPath(new URL('../bin/cuelight.mjs', import.meta.resolve('@cuelight/host-hapi')));

/** Starts the service as an operator would, on a free loopback port. */
export async function startService(): Promise<Service> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'cuelight-bench-'));
  const adminKey = randomBytes(32).toString('base64url');
  const port = await freePort();
  const child = await startChild(command, ['serve'], {
    CUELIGHT_PORT: String(port),
    CUELIGHT_PUBLIC_URL: `http://127.0.0.1:${port}`,
    CUELIGHT_DATABASE_URL: `sqlite:${dataFolder}/cuelight.db`,
    CUELIGHT_ADMIN_KEY: adminKey,
  });
  return {
    ...child,
    adminKey,
    async stop() {
      await child.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
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
