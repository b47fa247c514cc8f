import {
  type Connection,
  type ConnectionTarget,
  type HeldWebhook,
  heldWebhookOf,
  originOf,
  parseIdentityUrl,
  parseOrchestratorUrl,
  type Subscription,
} from '@cuelight/core';
import { choice, flag, integer, isEmpty, optionalText, type Row, text, unexpected } from './row.js';
import { optionalSecretRefFromColumns, secretRefFromColumns, secretRefToColumns } from './secret-ref-columns.js';

/** A connection as a row of `connections`. */
export function connectionToRow(connection: Connection): Row {
  const { target, subscription } = connection;
  const webhook = heldWebhookOf(subscription);
  return {
    id: connection.id,
    name: connection.name,
    orchestrator_url: target.orchestratorUrl,
    // Only to be looked for: the origin of orchestrator_url.
    origin: originOf(target.orchestratorUrl),
    tenant: target.tenant,
    identity_url: target.identityUrl ?? null,
    ca_pem: target.caPem ?? null,
    status: connection.status,
    ...secretRefToColumns('credential', connection.credential),
    subscription: subscription.kind,
    webhook_id: webhook?.webhookId ?? null,
    ...secretRefToColumns('webhook_secret', webhook?.secret),
    ...secretRefToColumns('other_secret', webhook?.rotation?.other),
    other_secret_is: webhook?.rotation?.otherIs ?? null,
    other_secret_since_ms: webhook?.rotation?.sinceMs ?? null,
    loose_secrets_since_ms: connection.looseSecretsSinceMs ?? null,
    webhook_is_proven: subscription.kind === 'webhook' ? subscription.isProven : null,
    polling_reason: subscription.kind === 'polling' ? subscription.why : null,
    created_at_ms: connection.createdAtMs,
    revision: connection.revision,
  };
}

/** Reads a row of `connections`; one that Cuelight cannot have written throws an `UnexpectedColumn`. */
export function connectionFromRow(row: Row): Connection {
  const credential = optionalSecretRefFromColumns('credential', row);
  return {
    id: text(row, 'id'),
    name: text(row, 'name'),
    target: targetFrom(row),
    status: choice(row, 'status', ['connecting', 'verified', 'retired']),
    ...(credential === undefined ? {} : { credential }),
    subscription: subscriptionFrom(row),
    ...(isEmpty(row, 'loose_secrets_since_ms') ? {} : { looseSecretsSinceMs: integer(row, 'loose_secrets_since_ms') }),
    createdAtMs: integer(row, 'created_at_ms'),
    revision: integer(row, 'revision'),
  };
}

function targetFrom(row: Row): ConnectionTarget {
  const orchestratorUrl = parseOrchestratorUrl(text(row, 'orchestrator_url'));
  if (!orchestratorUrl.ok) throw unexpected('orchestrator_url');
  const identityText = optionalText(row, 'identity_url');
  const identityUrl = identityText === undefined ? undefined : parseIdentityUrl(identityText);
  if (identityUrl?.ok === false) throw unexpected('identity_url');
  const caPem = optionalText(row, 'ca_pem');
  return {
    orchestratorUrl: orchestratorUrl.value,
    tenant: text(row, 'tenant'),
    ...(identityUrl === undefined ? {} : { identityUrl: identityUrl.value }),
    ...(caPem === undefined ? {} : { caPem }),
  };
}

function subscriptionFrom(row: Row): Subscription {
  const kind = choice(row, 'subscription', ['webhook', 'polling']);
  if (kind === 'webhook') return { kind, ...webhookFrom(row), isProven: flag(row, 'webhook_is_proven') };
  const why = choice(row, 'polling_reason', ['no-public-url', 'subscription-refused']);
  return { kind, why, ...(isEmpty(row, 'webhook_id') ? {} : { webhook: webhookFrom(row) }) };
}

function webhookFrom(row: Row): HeldWebhook {
  const other = optionalSecretRefFromColumns('other_secret', row);
  return {
    webhookId: integer(row, 'webhook_id'),
    secret: secretRefFromColumns('webhook_secret', row),
    ...(other !== undefined && {
      rotation: {
        other,
        otherIs: choice(row, 'other_secret_is', ['next', 'previous']),
        sinceMs: integer(row, 'other_secret_since_ms'),
      },
    }),
  };
}
