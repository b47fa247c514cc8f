import type { ActiveFault } from '../faults/fault-rule.js';
import type { Webhook } from '../world/entities.js';
import type { DeliveryAttempt } from './delivery.js';
import type { Poster } from './poster.js';
import { sign } from './sign.js';

/** What one attempt did, without its time. Two when the event was sent twice. */
export type AttemptOutcome = Omit<DeliveryAttempt, 'at'>;

/**
 * Sends an event to its subscriber once, as Orchestrator does, or as a fault has it:
 * `status` answers in the subscriber's place, which sees nothing; `reset` breaks off before anything is sent;
 * `truncate` sends half of the body under the signature of the whole; `unsigned` sends no signature; `double` sends it
 * twice; `commit-then-drop` sends it and loses the answer.
 * Source of the headers: UiPath docs, "About webhooks".
 */
export async function attemptWithFaults(
  poster: Poster,
  webhook: Webhook,
  body: Uint8Array,
  fault: ActiveFault | undefined,
): Promise<readonly AttemptOutcome[]> {
  const action = fault?.action;
  if (action === 'status') return [{ status: fault?.status ?? 503 }];
  if (action === 'reset') return [{ status: null, error: 'fault' }];

  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'UiPath-WebhookService/Webhooks',
    ...(webhook.secret === null || action === 'unsigned' ? {} : { 'x-uipath-signature': sign(body, webhook.secret) }),
  };
  const sent = action === 'truncate' ? body.subarray(0, Math.floor(body.length / 2)) : body;
  const first = await poster.post(webhook, sent, headers);
  if (action === 'commit-then-drop') return [{ status: null, error: 'fault' }];
  return action === 'double' ? [first, await poster.post(webhook, sent, headers)] : [first];
}
