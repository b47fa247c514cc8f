import { type Connection, heldWebhookOf } from '../connection/connection.js';
import type { Failure } from '../failure/failure.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { Result } from '../result.js';

const mostTries = 4;

/**
 * Notes in the row what became of its webhook or its secrets. That somebody renamed the connection, or retired it,
 * meanwhile does not matter; `changed-meanwhile` when somebody else changed its webhook or its target, or it is gone. Where
 * somebody else has said meanwhile that secrets may lie about, that stays said.
 */
export async function noteSubscription(
  connections: ConnectionRepository,
  row: Connection,
  change: Partial<Pick<Connection, 'subscription'>> & { readonly looseSecretsSinceMs?: number | undefined },
): Promise<Result<Connection, Failure>> {
  let latest = row;
  for (let tries = 1; ; tries += 1) {
    const noted = await connections.replace(changed(latest, row, change));
    if (noted.ok || noted.failure.code !== 'changed-meanwhile' || tries === mostTries) return noted;
    const found = await connections.find(row.id);
    if (!found.ok) return found;
    if (found.value === undefined || footing(found.value) !== footing(row)) return noted;
    latest = found.value;
  }
}

function changed(latest: Connection, row: Connection, change: Parameters<typeof noteSubscription>[2]): Connection {
  const { looseSecretsSinceMs: now, ...rest } = latest;
  const { subscription = latest.subscription } = change;
  const isOurs = 'looseSecretsSinceMs' in change && now === row.looseSecretsSinceMs;
  const loose = isOurs ? change.looseSecretsSinceMs : now;
  return { ...rest, subscription, ...(loose !== undefined && { looseSecretsSinceMs: loose }) };
}

/** What a change of the webhook stands on. */
function footing({ target, subscription }: Connection): string {
  const held = heldWebhookOf(subscription);
  return JSON.stringify([
    target.orchestratorUrl,
    target.tenant,
    subscription.kind,
    held?.webhookId,
    ...[held?.secret, held?.rotation?.other].map((ref) => ref && [ref.backend, ref.name, ref.version]),
  ]);
}
