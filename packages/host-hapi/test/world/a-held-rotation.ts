import { join } from 'node:path';
import { systemClock } from '@cuelight/adapters/system';
import { type Clock, Secret } from '@cuelight/core';
import { onTestFinished } from 'vitest';
import { compose } from '../../src/composition/compose.js';
import { announceHost } from '../../src/hosts/announce-host.js';
import { createHost, createLog, readSettings } from '../../src/index.js';
import { createSecretsDesk } from '../../src/secrets/secrets-desk.js';
import { openServiceSecrets } from '../../src/storage/open-service-secrets.js';
import { openStorage } from '../../src/storage/open-storage.js';
import { adminKey } from './a-world.js';
import { type Client, createHttpClient } from './client.js';
import { until } from './until.js';

/** Two master keys as a setting has them; `k1` seals at first. */
export const twoMasterKeys = [1, 2].map((id) => `k${id}:${Buffer.alloc(32, id).toString('base64')}`).join(',');

/** A service whose rotation of the master key goes on row by row, when the test lets it. */
export interface HeldRotation {
  readonly url: string;
  client(key?: string): Client;
  /** Waits until a rotation has gone through a row, and is held there. */
  waitForRow(): Promise<void>;
  /** Holds no row any more. */
  letGo(): void;
  /** Ends it, as a service that is told to. */
  stop(): Promise<void>;
}

/** @param environment what is set beside the master keys, and otherwise than for a SQLite database in the folder */
export async function aHeldRotation(
  dataFolder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<HeldRotation> {
  const read = readSettings({
    CUELIGHT_DATABASE_URL: `sqlite:${join(dataFolder, 'cuelight.db')}`,
    CUELIGHT_MASTER_KEYS: twoMasterKeys,
    CUELIGHT_ADMIN_KEY: adminKey,
    CUELIGHT_EGRESS_ALLOW: '127.0.0.1',
    ...environment,
  });
  if (!read.ok) throw new Error(read.failure.join(' '));
  const { settings } = read.value;
  const opened = await openStorage(settings, 'migrate');
  if (!opened.ok) throw new Error(opened.failure.detail);
  const storage = opened.value;
  const composed = compose({ ...storage, ...settings, notices: { notice() {} } });
  await openServiceSecrets(composed.serviceSecrets, storage.persistence);
  const announced = await announceHost(storage.persistence.hosts, 'service', storage.secretBackends);
  if (!announced.ok) throw new Error(announced.failure.detail);
  const { clock, waitForRow, letGo } = aHoldingClock();
  const desk = createSecretsDesk(storage, () => {}, clock);
  const host = createHost({
    ...{ cuelight: composed.cuelight, adminKey: new Secret(adminKey), port: 0, secrets: desk },
    log: createLog('silent', () => {}),
  });
  const url = await host.start();
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    const ending = desk.stop();
    letGo();
    await ending;
    await host.stop();
    await composed.dispose();
    await announced.value.leave();
    await storage.close();
  };
  const stopOnce = () => {
    stopped ??= stop();
    return stopped;
  };
  onTestFinished(stopOnce);
  return { url, client: (key = adminKey) => createHttpClient(url, key), waitForRow, letGo, stop: stopOnce };
}

/** A clock that goes as the machine's does, and plans nothing before it is let go. */
function aHoldingClock() {
  const held = new Set<() => void>();
  let isHolding = true;
  const clock: Clock = {
    nowMs: systemClock.nowMs,
    after(delayMs, run) {
      if (!isHolding) return systemClock.after(delayMs, run);
      held.add(run);
      return () => held.delete(run);
    },
  };
  return {
    clock,
    waitForRow: async () => void (await until(() => held.size > 0 || undefined, 'a row')),
    letGo() {
      isHolding = false;
      for (const run of held) run();
      held.clear();
    },
  };
}
