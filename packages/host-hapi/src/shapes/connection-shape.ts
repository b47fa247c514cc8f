import { type ConnectionView, connectionStates, type Subscription } from '@cuelight/core';
import { z } from 'zod';
import { showTime } from './text.js';

/** A connection, as it is shown: where it stands right now; no secret, and not where secrets are. */
export const connectionShape = z.strictObject({
  id: z.string(),
  name: z.string(),
  orchestratorUrl: z.string(),
  tenant: z.string(),
  identityUrl: z.string().exactOptional(),
  trust: z.strictObject({ caPem: z.string() }).exactOptional(),
  status: z.enum(connectionStates),
  subscription: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('webhook'), webhookId: z.int(), isProven: z.boolean() }),
    z.strictObject({ kind: z.literal('polling'), why: z.enum(['no-public-url', 'subscription-refused']) }),
  ]),
  createdAt: z.string(),
});

type ShownConnection = z.infer<typeof connectionShape>;

/** Shows a connection. */
export function showConnection({
  id,
  name,
  target,
  state,
  subscription,
  createdAtMs,
}: ConnectionView): ShownConnection {
  return {
    id,
    name,
    orchestratorUrl: target.orchestratorUrl,
    tenant: target.tenant,
    ...(target.identityUrl !== undefined && { identityUrl: target.identityUrl }),
    ...(target.caPem !== undefined && { trust: { caPem: target.caPem } }),
    status: state,
    subscription: showSubscription(subscription),
    createdAt: showTime(createdAtMs),
  };
}

function showSubscription(subscription: Subscription): ShownConnection['subscription'] {
  if (subscription.kind === 'polling') return { kind: subscription.kind, why: subscription.why };
  const { kind, webhookId, isProven } = subscription;
  return { kind, webhookId, isProven };
}
