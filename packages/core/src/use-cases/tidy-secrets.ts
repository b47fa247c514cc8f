import { credentialBinding, webhookSecretBinding } from '../connection/access.js';
import { type Connection, heldWebhookOf, withWebhook } from '../connection/connection.js';
import type { Failure } from '../failure/failure.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { SecretStore } from '../ports/secret-store.js';
import { type Result, succeed } from '../result.js';
import type { HookRegistry } from '../webhook/hook-registry.js';
import type { IsAbandoned } from './is-abandoned.js';
import { noteSubscription } from './note-subscription.js';
import { stillAsRead } from './still-as-read.js';

/** What putting the secrets of a connection in order needs. */
export interface TidySecretsPorts {
  readonly connections: ConnectionRepository;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly hooks: HookRegistry;
}

/**
 * How long a webhook secret is valid after another took its place: the last retry of a delivery comes 8 min 15 s after
 * the first attempt, and each of the four may last a minute (UiPath Orchestrator guide, settings of the webhooks service).
 */
export const secretOverlapMs = 15 * 60 * 1_000;

/**
 * Ends what changes of secrets left behind: a webhook secret that was valid beside the present one, once its time is over,
 * and secrets of either kind that were put but never noted. Answers the row as it is then. Needs no Orchestrator;
 * repeating it is harmless.
 */
export async function tidySecrets(
  row: Connection,
  ports: TidySecretsPorts & { readonly isAbandoned: IsAbandoned },
): Promise<Result<Connection, Failure>> {
  const { clock, connections, secrets } = ports;
  let tidied = row;
  const held = heldWebhookOf(row.subscription);
  const rotation = held?.rotation;
  if (rotation?.otherIs === 'previous' && clock.nowMs() - rotation.sinceMs >= secretOverlapMs) {
    const dropped = await dropOtherSecret(row, ports);
    if (!dropped.ok) return dropped;
    tidied = dropped.value;
  }
  const looseSinceMs = row.looseSecretsSinceMs;
  if (looseSinceMs === undefined) return succeed(tidied);
  const isAbandoned = await ports.isAbandoned(looseSinceMs);
  if (!isAbandoned.ok) return isAbandoned;
  if (!isAbandoned.value) return succeed(tidied);
  // Who put a secret since the row was read marked the row before: then this is refused, and what was put stays.
  const claimed = await connections.replace(tidied);
  if (!claimed.ok) return claimed;
  tidied = claimed.value;
  const webhook = heldWebhookOf(tidied.subscription);
  const kept = [webhook?.secret, webhook?.rotation?.other].filter((ref) => ref !== undefined);
  const credential = tidied.credential === undefined ? [] : [tidied.credential];
  const loose = [
    [webhookSecretBinding(row.id, row.target), kept],
    [credentialBinding(row.id, row.target), credential],
  ] as const;
  for (const [field, named] of loose) {
    const deleted = await secrets.deleteOthers(field, named);
    if (!deleted.ok) return deleted;
  }
  return noteSubscription(connections, tidied, { looseSecretsSinceMs: undefined });
}

/**
 * Ends a change of the secret: the other one is refused, deleted and then forgotten. Where the present one is missing,
 * nothing is taken from then on, so that the upkeep gives the webhook another.
 */
export async function dropOtherSecret(
  row: Connection,
  { connections, secrets, hooks }: TidySecretsPorts,
): Promise<Result<Connection, Failure>> {
  const held = heldWebhookOf(row.subscription);
  if (held?.rotation === undefined) return succeed(row);
  const binding = webhookSecretBinding(row.id, row.target);
  const kept = await secrets.read(held.secret, binding);
  if (kept.ok) hooks.change(row.id, kept.value);
  else if (kept.failure.code !== 'secret-missing') return kept;
  else {
    const still = await stillAsRead(row, connections);
    if (!still.ok) return still;
    hooks.close(row.id);
  }
  const deleted = await secrets.delete(held.rotation.other);
  if (!deleted.ok) return deleted;
  const { webhookId, secret } = held;
  return noteSubscription(connections, row, { subscription: withWebhook(row.subscription, { webhookId, secret }) });
}
