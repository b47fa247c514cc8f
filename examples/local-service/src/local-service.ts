import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from './child.js';
import { freePort } from './free-port.js';

/** A Cuelight service with an empty database of its own, which goes when it is stopped. */
export interface LocalService extends Child {
  readonly adminKey: string;
  /** What its settings are: a command on the same database needs them too. */
  readonly settings: Readonly<Record<string, string>>;
}

const command = fileURLToPath(new URL('../bin/cuelight.mjs', import.meta.resolve('@cuelight/host-hapi')));

/**
 * Runs `cuelight serve` as an operator would, on a free loopback port, reached there by Orchestrator too.
 *
 * @param more settings beside those it needs
 */
export async function startLocalService(
  onLog?: (line: string) => void,
  more: Readonly<Record<string, string>> = {},
): Promise<LocalService> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'cuelight-'));
  const removeData = () => rm(dataFolder, { recursive: true, force: true });
  const adminKey = randomBytes(32).toString('base64url');
  const port = await freePort();
  const settings = {
    CUELIGHT_PORT: String(port),
    CUELIGHT_PUBLIC_URL: `http://127.0.0.1:${port}`,
    CUELIGHT_DATABASE_URL: `sqlite:${dataFolder}/cuelight.db`,
    CUELIGHT_ADMIN_KEY: adminKey,
    // By default a service calls nothing on its own machine, where the fake Orchestrator is.
    CUELIGHT_EGRESS_ALLOW: '127.0.0.1',
    ...more,
  };
  try {
    const child = await startChild(command, ['serve'], settings, onLog);
    return { ...child, adminKey, settings, stop: () => child.stop().then(removeData) };
  } catch (error) {
    await removeData();
    throw error;
  }
}
