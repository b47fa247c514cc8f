import type { SqlPersistence } from '@cuelight/adapters/persistence/sql';
import {
  type Failure,
  type HeardHost,
  type Hosts,
  liveHosts,
  type MasterKeyUse,
  type Result,
  type Sealing,
  succeed,
} from '@cuelight/core';
import type { MasterKeyOrigin } from '../secret-backends/open-local.js';
import type { SecretBackends } from '../secret-backends/open-secret-backends.js';
import type { Rotation, Rotations } from './rotations.js';

/** Where secrets are, and what opens them. No key and no secret is in it. */
export interface SecretsOverview {
  /** Absent where the host does not tell. */
  readonly newIn?: string;
  /** Those that the settings name, and those that keep secrets. */
  readonly backends: readonly { readonly name: string; readonly secrets: number }[];
  /** The live hosts by name. */
  readonly hosts: readonly string[];
  /** Absent where no secret is kept by the backend that they are for, and none can be. */
  readonly masterKeys?: { readonly from: readonly MasterKeyOrigin[]; readonly keys: readonly MasterKeyOverview[] };
  readonly rotation?: Rotation;
}

/** A master key, known by its id. */
export interface MasterKeyOverview {
  readonly id: string;
  /** Whether it encrypts what is stored from now on. */
  readonly isSealing: boolean;
  /** When it began to, the first time; absent when nobody noted it. */
  readonly sealingSinceMs?: number;
  /** How many secrets it takes this key to open. */
  readonly secrets: number;
  /** The live hosts that have it, by name. */
  readonly hosts: readonly string[];
  readonly isOnEveryHost: boolean;
}

/** What it is read from. */
export interface SecretsOverviewFrom {
  readonly persistence: Pick<SqlPersistence, 'secretsByBackend'> & { readonly hosts: Pick<Hosts, 'list'> };
  readonly secretBackends: Pick<SecretBackends, 'newIn' | 'masterKeys' | 'masterKeysFrom'> & {
    readonly stores: ReadonlyMap<string, unknown>;
  };
}

/** Reads it. Failures: `storage-unavailable`, `secret-unavailable`. */
export async function secretsOverview(
  { persistence, secretBackends }: SecretsOverviewFrom,
  rotations: Pick<Rotations, 'last'>,
): Promise<Result<SecretsOverview, Failure>> {
  const { masterKeys, newIn, stores, masterKeysFrom } = secretBackends;
  const kept = await persistence.secretsByBackend();
  if (!kept.ok) return kept;
  const heard = await persistence.hosts.list();
  if (!heard.ok) return heard;
  const live = liveHosts(heard.value);
  const names = [...new Set([newIn, ...stores.keys(), ...kept.value.keys()])];
  const overview = {
    newIn,
    backends: names.map((name) => ({ name, secrets: kept.value.get(name) ?? 0 })),
    hosts: live.map(({ name }) => name),
  };
  if (masterKeys === undefined) return succeed(overview);
  const inUse = await masterKeys.inUse();
  if (!inUse.ok) return inUse;
  const sealing = await masterKeys.sealing();
  if (!sealing.ok) return sealing;
  const rotation = rotations.last(inUse.value);
  return succeed({
    ...overview,
    masterKeys: { from: masterKeysFrom, keys: keysOf(masterKeys.ids(), inUse.value, sealing.value, live) },
    ...(rotation !== undefined && { rotation }),
  });
}

function keysOf(
  own: readonly string[],
  inUse: readonly MasterKeyUse[],
  { keyId: sealing, sinceMs }: Sealing,
  live: readonly HeardHost[],
): readonly MasterKeyOverview[] {
  const ids = new Set([
    ...own,
    ...inUse.map(({ keyId }) => keyId),
    ...(sealing === undefined ? [] : [sealing]),
    ...live.flatMap(({ masterKeyIds }) => masterKeyIds),
  ]);
  return [...ids].sort().map((id) => {
    const having = live.filter(({ masterKeyIds }) => masterKeyIds.includes(id));
    const sealingSinceMs = sinceMs.get(id);
    return {
      id,
      isSealing: id === sealing,
      ...(sealingSinceMs !== undefined && { sealingSinceMs }),
      secrets: inUse.find(({ keyId }) => keyId === id)?.secrets ?? 0,
      hosts: having.map(({ name }) => name),
      isOnEveryHost: own.includes(id) && having.length === live.length,
    };
  });
}
