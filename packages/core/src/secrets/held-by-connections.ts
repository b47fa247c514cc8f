import { credentialBinding, webhookSecretBinding } from '../connection/access.js';
import { type Connection, heldWebhookOf, type Subscription, withWebhook } from '../connection/connection.js';
import type { SecretRef } from '../credential/secret-ref.js';
import type { Failure } from '../failure/failure.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import { everyPage } from '../ports/every-page.js';
import { type Result, succeed } from '../result.js';
import type { HeldSecret, Holding, SecretHolder } from './holding.js';

/** What finding the secrets of connections needs. */
export interface HeldByConnectionsPorts {
  readonly connections: ConnectionRepository;
  readonly clock: Clock;
}

const everyStatus = ['connecting', 'verified', 'retired'] as const;

/** The secrets that connections name, whatever their status: a credential, the secret of a webhook, and the one beside it. */
export function heldByConnections(ports: HeldByConnectionsPorts): SecretHolder {
  const { connections } = ports;
  return {
    async *each() {
      for await (const page of everyPage((request) => connections.list(request, everyStatus))) {
        if (!page.ok) yield page;
        else for (const row of page.value) yield succeed(holdingOf(row, row.looseSecretsSinceMs, ports));
      }
    },
  };
}

/** @param looseBeforeMs what the row told of loose secrets when it was read first */
function holdingOf(row: Connection, looseBeforeMs: number | undefined, ports: HeldByConnectionsPorts): Holding {
  const { connections, clock } = ports;

  const write = async (changed: Connection): Promise<Result<Holding, Failure>> => {
    const written = await connections.replace(changed);
    return written.ok ? succeed(holdingOf(written.value, looseBeforeMs, ports)) : written;
  };

  return {
    owner: row.id,
    secrets: secretsOf(row),
    // From now on, though it told so before: else what is about to be put would look as if it had lain there as long.
    expectLoose: () => write({ ...row, looseSecretsSinceMs: clock.nowMs() }),
    swap: (next) => write(withOtherSecrets(row, next)),
    nothingLoose() {
      const { looseSecretsSinceMs: _, ...others } = row;
      return write(looseBeforeMs === undefined ? others : { ...others, looseSecretsSinceMs: looseBeforeMs });
    },
    async again() {
      const found = await connections.find(row.id);
      if (!found.ok) return found;
      return succeed(found.value && holdingOf(found.value, found.value.looseSecretsSinceMs, ports));
    },
  };
}

function secretsOf({ id, target, credential, subscription }: Connection): readonly HeldSecret[] {
  const held = heldWebhookOf(subscription);
  const webhookSecrets = [held?.secret, held?.rotation?.other].filter((ref) => ref !== undefined);
  return [
    ...(credential === undefined ? [] : [{ ref: credential, binding: credentialBinding(id, target) }]),
    ...webhookSecrets.map((ref) => ({ ref, binding: webhookSecretBinding(id, target) })),
  ];
}

function withOtherSecrets(row: Connection, next: (ref: SecretRef) => SecretRef): Connection {
  return {
    ...row,
    ...(row.credential !== undefined && { credential: next(row.credential) }),
    subscription: subscriptionWith(row.subscription, next),
  };
}

function subscriptionWith(subscription: Subscription, next: (ref: SecretRef) => SecretRef): Subscription {
  const held = heldWebhookOf(subscription);
  if (held === undefined) return subscription;
  const { rotation } = held;
  return withWebhook(subscription, {
    webhookId: held.webhookId,
    secret: next(held.secret),
    ...(rotation !== undefined && { rotation: { ...rotation, other: next(rotation.other) } }),
  });
}
