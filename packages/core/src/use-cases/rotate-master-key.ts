import type { Failure } from '../failure/failure.js';
import type { Clock } from '../ports/clock.js';
import type { Hosts } from '../ports/hosts.js';
import type { MasterKeys, MasterKeyUse } from '../ports/master-keys.js';
import { fail, type Result, succeed } from '../result.js';
import { type EachHoldingOptions, eachHolding, type SecretsReport } from '../secrets/each-holding.js';
import type { Holding, SecretHolder } from '../secrets/holding.js';
import { liveHosts } from '../secrets/live-hosts.js';
import { whileCurrent } from '../secrets/while-current.js';

/** What a rotation did, and which keys stored secrets still need. */
export interface RotationReport extends SecretsReport {
  /** The keys other than the new one that secrets still need: none of them may be taken away yet. */
  readonly stillNeeded: readonly MasterKeyUse[];
}

/**
 * Has another master key encrypt from now on, and every stored secret opened by it, while services run. No secret is
 * encrypted anew: the data key of each is wrapped again, in one step, under the same reference. A rotation that was cut
 * short goes on by asking again. A secret that does not open is counted, and the others go on.
 *
 * @returns `master-key-missing` when this host has no such key; `host-lacks-master-key` when a live host has not;
 *   `cut-short`, `storage-unavailable`, `secret-unavailable`
 */
export type RotateMasterKey = (keyId: string, options?: RotationOptions) => Promise<Result<RotationReport, Failure>>;

/** How to rotate. */
export interface RotationOptions extends Pick<EachHoldingOptions, 'perSecond' | 'isCutShort' | 'onProgress'> {
  /** Told once the key encrypts: from here on it goes through the secrets. */
  readonly onBegun?: () => void;
}

/** What rotating needs. */
export interface RotateMasterKeyPorts {
  readonly holders: readonly SecretHolder[];
  readonly masterKeys: MasterKeys;
  /** The backend whose secrets the master keys open. */
  readonly backend: string;
  readonly hosts: Pick<Hosts, 'list'>;
  readonly clock: Clock;
}

/** So often all rows are gone over while a secret still needs another key. */
const passes = 2;

/** Makes the use case. */
export function createRotateMasterKey(ports: RotateMasterKeyPorts): RotateMasterKey {
  const { holders, masterKeys, backend, clock } = ports;

  const rewrapAll = async (holding: Holding, keyId: string): Promise<Result<'done' | 'already', Failure>> => {
    let outcome: 'done' | 'already' = 'already';
    for (const { ref, binding } of holding.secrets.filter(({ ref }) => ref.backend === backend)) {
      const wrapped = await masterKeys.rewrap(ref, binding, keyId);
      if (!wrapped.ok) return wrapped;
      if (wrapped.value === 'rewrapped') outcome = 'done';
    }
    return succeed(outcome);
  };

  return async (keyId, options) => {
    const allowed = await whether(keyId, ports);
    if (!allowed.ok) return allowed;
    const activated = await masterKeys.activate(keyId);
    if (!activated.ok) return activated;
    options?.onBegun?.();
    let before: SecretsReport | undefined;
    for (let pass = 1; ; pass += 1) {
      const wrapped = await eachHolding({ ...options, holders, clock }, (holding) =>
        whileCurrent(holding, (now) => rewrapAll(now, keyId)),
      );
      if (!wrapped.ok) return wrapped;
      const inUse = await masterKeys.inUse();
      if (!inUse.ok) return inUse;
      const stillNeeded = inUse.value.filter((use) => use.keyId !== keyId);
      // A host that was about to store a secret when the key was activated has it sealed with the one before.
      if (stillNeeded.length === 0 || pass === passes) return succeed({ ...added(before, wrapped.value), stillNeeded });
      before = wrapped.value;
    }
  };
}

/** The report of a second pass, which meets what the first has done as done already. */
function added(first: SecretsReport | undefined, second: SecretsReport): SecretsReport {
  if (first === undefined) return second;
  return { ...second, done: first.done + second.done, already: Math.max(0, second.already - first.done) };
}

async function whether(keyId: string, { masterKeys, hosts }: RotateMasterKeyPorts): Promise<Result<void, Failure>> {
  if (!masterKeys.ids().includes(keyId)) {
    return fail({ code: 'master-key-missing', detail: `This host has no master key ${keyId}.` });
  }
  const heard = await hosts.list();
  if (!heard.ok) return heard;
  const lacking = liveHosts(heard.value).filter(({ masterKeyIds }) => !masterKeyIds.includes(keyId));
  if (lacking.length === 0) return succeed(undefined);
  const names = lacking.map(({ name }) => name).join('; ');
  return fail({ code: 'host-lacks-master-key', detail: `These hosts do not have the master key ${keyId}: ${names}.` });
}
