import type { Secret } from '../credential/secret.js';
import { isSameRef, type SecretRef } from '../credential/secret-ref.js';
import type { Failure } from '../failure/failure.js';
import type { Clock } from '../ports/clock.js';
import type { Hosts } from '../ports/hosts.js';
import type { SecretStore } from '../ports/secret-store.js';
import { fail, type Result, succeed } from '../result.js';
import { type EachHoldingOptions, eachHolding, type SecretsReport } from '../secrets/each-holding.js';
import type { HeldSecret, Holding, SecretHolder } from '../secrets/holding.js';
import { liveHosts } from '../secrets/live-hosts.js';
import { whileCurrent } from '../secrets/while-current.js';

/**
 * Moves every stored secret to another backend, one row after the other, while services run. Each is copied, read back,
 * named by its row in one step, and only then deleted where it was: at every moment the secret that a row names is there.
 * What is in the other backend already is left alone, so that a move that was cut short goes on by asking again; a row
 * that somebody changes meanwhile is moved as it is then.
 *
 * A row whose secrets cannot be moved keeps them where they are and is counted, and the others are moved all the same. One
 * whose secrets were moved, but could not be deleted where they were, is counted so too: the upkeep tries that again.
 *
 * @returns `host-lacks-backend` when a live host could not read what is moved; `storage-unavailable`
 */
export type MoveSecrets = (
  options?: Pick<EachHoldingOptions, 'perSecond' | 'onProgress'>,
) => Promise<Result<SecretsReport, Failure>>;

/** What moving needs. */
export interface MoveSecretsPorts {
  readonly holders: readonly SecretHolder[];
  /** Reads and deletes in every backend. */
  readonly secrets: Pick<SecretStore, 'read' | 'delete'>;
  /** Where the secrets are to be. */
  readonly to: { readonly backend: string; readonly store: Pick<SecretStore, 'read' | 'put' | 'delete'> };
  readonly hosts: Pick<Hosts, 'list'>;
  readonly clock: Clock;
}

/** Makes the use case. */
export function createMoveSecrets(ports: MoveSecretsPorts): MoveSecrets {
  const { holders, hosts, clock, to } = ports;

  return async (options) => {
    const heard = await hosts.list();
    if (!heard.ok) return heard;
    const lacking = liveHosts(heard.value).filter(({ secretBackends }) => !secretBackends.includes(to.backend));
    if (lacking.length > 0) {
      const names = lacking.map(({ name }) => name).join('; ');
      return fail({ code: 'host-lacks-backend', detail: `These hosts do not read from ${to.backend}: ${names}.` });
    }
    return eachHolding({ ...options, holders, clock }, (holding) => whileCurrent(holding, (now) => move(now, ports)));
  };
}

interface Moved {
  readonly from: SecretRef;
  readonly to: SecretRef;
}

async function move(holding: Holding, ports: MoveSecretsPorts): Promise<Result<'done' | 'already', Failure>> {
  const { secrets, to } = ports;
  const elsewhere = holding.secrets.filter(({ ref }) => ref.backend !== to.backend);
  if (elsewhere.length === 0) return succeed('already');
  const expecting = await holding.expectLoose();
  if (!expecting.ok) return expecting;

  const moved: Moved[] = [];
  for (const held of elsewhere) {
    const secret = await secrets.read(held.ref, held.binding);
    const copied = secret.ok ? await copy(secret.value, held, to) : secret;
    if (copied.ok) {
      moved.push({ from: held.ref, to: copied.value });
      continue;
    }
    const deleted = await deleteAll(
      moved.map((each) => each.to),
      to.store,
    );
    // A copy that failed may be there all the same.
    if (deleted.ok && !secret.ok) await expecting.value.nothingLoose();
    return copied;
  }
  const swapped = await expecting.value.swap((ref) => moved.find(({ from }) => isSameRef(from, ref))?.to ?? ref);
  if (!swapped.ok) {
    // Where the database gave no answer the row may name the copies: they stay until the row is looked at again.
    if (swapped.failure.code === 'changed-meanwhile')
      await deleteAll(
        moved.map((each) => each.to),
        to.store,
      );
    return swapped;
  }
  const deleted = await deleteAll(
    moved.map(({ from }) => from),
    secrets,
  );
  if (!deleted.ok) {
    const { code, detail } = deleted.failure;
    return fail({ code, detail: `Its secrets were moved, but could not be deleted where they were: ${detail}` });
  }
  await swapped.value.nothingLoose();
  return succeed('done');
}

/** A copy that was read back and is the same; any other is deleted, where that can be done. */
async function copy(
  secret: Secret,
  { binding }: HeldSecret,
  { backend, store }: MoveSecretsPorts['to'],
): Promise<Result<SecretRef, Failure>> {
  const put = await store.put(binding, secret);
  if (!put.ok) return put;
  const back = await store.read(put.value, binding);
  if (back.ok && back.value.reveal() === secret.reveal()) return put;
  await store.delete(put.value);
  const { owner, field } = binding;
  // Not as missing: nobody else has moved it, and trying again at once would not help.
  const detail = `The ${field} of ${owner} does not come back from ${backend} as it was put there.`;
  return fail({ code: 'secret-unavailable', detail });
}

/** Deletes as many as it can; the first failure is answered. What is left is deleted later: the row tells that it may be there. */
async function deleteAll(
  refs: readonly SecretRef[],
  store: Pick<SecretStore, 'delete'>,
): Promise<Result<void, Failure>> {
  let outcome: Result<void, Failure> = succeed(undefined);
  for (const ref of refs) {
    const deleted = await store.delete(ref);
    if (outcome.ok) outcome = deleted;
  }
  return outcome;
}
