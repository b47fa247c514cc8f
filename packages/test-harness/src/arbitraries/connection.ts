import {
  type Connection,
  type ConnectionTarget,
  type HeldWebhook,
  type IdentityUrl,
  type OrchestratorUrl,
  parseIdentityUrl,
  parseOrchestratorUrl,
  type Subscription,
} from '@cuelight/core';
import fc from 'fast-check';
import { ids } from './ids.js';
import { names } from './names.js';
import { origins } from './origins.js';
import { secretRefs } from './secrets.js';
import { timesMs } from './times.js';

/** Connections in every state, with every kind of subscription. */
export function connections(): fc.Arbitrary<Connection> {
  return fc.record(
    {
      id: ids(),
      name: names(),
      target: connectionTargets(),
      status: fc.constantFrom('connecting', 'verified', 'retired'),
      credential: secretRefs(),
      subscription: subscriptions(),
      createdAtMs: timesMs(),
      looseSecretsSinceMs: timesMs(),
      revision: fc.nat({ max: 1_000 }),
    },
    // A connection that is being made has no credential yet.
    { requiredKeys: ['id', 'name', 'target', 'status', 'subscription', 'createdAtMs', 'revision'] },
  );
}

/** Targets of connections, with and without an identity server and certificates of their own. */
export function connectionTargets(): fc.Arbitrary<ConnectionTarget> {
  return fc.record(
    { orchestratorUrl: orchestratorUrls(), tenant: names(), identityUrl: identityUrls(), caPem: fc.constant(somePem) },
    { requiredKeys: ['orchestratorUrl', 'tenant'] },
  );
}

/** How Orchestrator may tell of jobs. */
export function subscriptions(): fc.Arbitrary<Subscription> {
  const webhook = fc.record({ kind: fc.constant('webhook' as const), isProven: fc.boolean() });
  const polling = fc.record(
    {
      kind: fc.constant('polling' as const),
      why: fc.constantFrom('no-public-url', 'subscription-refused'),
      webhook: heldWebhooks(),
    },
    { requiredKeys: ['kind', 'why'] },
  );
  return fc.oneof(
    fc.tuple(webhook, heldWebhooks()).map(([subscription, held]) => ({ ...held, ...subscription })),
    polling,
  );
}

/** Webhooks as a connection names them, with and without a change of their secret. */
export function heldWebhooks(): fc.Arbitrary<HeldWebhook> {
  const rotation = fc.record({
    other: secretRefs(),
    otherIs: fc.constantFrom('next', 'previous'),
    sinceMs: timesMs(),
  });
  return fc.record(
    { webhookId: fc.nat({ max: Number.MAX_SAFE_INTEGER }), secret: secretRefs(), rotation },
    { requiredKeys: ['webhookId', 'secret'] },
  );
}

/** Addresses of Orchestrators: https, with and without port and path. */
export function orchestratorUrls(): fc.Arbitrary<OrchestratorUrl> {
  const path = fc.constantFrom('', '/orchestrator', '/automation/suite');
  return fc.tuple(origins(), path).map(([origin, suffix]) => {
    const parsed = parseOrchestratorUrl(`${origin}${suffix}`);
    if (!parsed.ok) throw new Error(`${origin}${suffix} was refused as ${parsed.failure}`);
    return parsed.value;
  });
}

/** Addresses of identity servers. */
export function identityUrls(): fc.Arbitrary<IdentityUrl> {
  const path = fc.constantFrom('/identity', '/identity_', '/dept/identity_');
  return fc.tuple(origins(), path).map(([origin, suffix]) => {
    const parsed = parseIdentityUrl(`${origin}${suffix}`);
    if (!parsed.ok) throw new Error(`${origin}${suffix} was refused as ${parsed.failure}`);
    return parsed.value;
  });
}

/** The form of a certificate is all that a repository sees of it. */
const somePem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
