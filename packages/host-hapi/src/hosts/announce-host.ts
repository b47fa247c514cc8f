import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Failure, Host, Hosts, Result } from '@cuelight/core';
import { fail, succeed } from '@cuelight/core';
import type { SecretBackends } from '../secret-backends/open-secret-backends.js';

/** A process that tells the others on the database that it lives. */
export interface Announced {
  readonly id: string;
  readonly startedAtMs: number;
  /** Tells that it has ended. */
  leave(): Promise<void>;
}

/** How often a host tells that it lives: a fraction of the time after which it counts as dead. */
const beatEveryMs = 5_000;

/** Of hosts that died without leaving, those that were not heard for so long are forgotten. */
const forgottenAfterMs = 24 * 60 * 60 * 1_000;

/**
 * Tells the other hosts what this process is and has, at once and every 5 seconds. A beat that fails is made up for by
 * the next. Forgets hosts that died a day ago or longer. Failures: `storage-unavailable`.
 */
export async function announceHost(
  hosts: Hosts,
  kind: Host['kind'],
  { stores, masterKeys }: SecretBackends,
): Promise<Result<Announced, Failure>> {
  const host: Host = {
    id: randomUUID(),
    name: `${hostname()}, process ${process.pid}`,
    kind,
    masterKeyIds: masterKeys?.ids() ?? [],
    secretBackends: [...stores.keys()],
    startedAtMs: Date.now(),
  };
  const first = await hosts.beat(host);
  if (!first.ok) return fail(first.failure);
  const heard = await hosts.list();
  if (!heard.ok) return fail(heard.failure);
  for (const { id, silentForMs } of heard.value) if (silentForMs > forgottenAfterMs) await hosts.leave(id);
  let beating: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    beating = hosts.beat(host);
  }, beatEveryMs);
  return succeed({
    id: host.id,
    startedAtMs: host.startedAtMs,
    async leave() {
      clearInterval(timer);
      // A beat that is under way would bring it back.
      await beating;
      await hosts.leave(host.id);
    },
  });
}
