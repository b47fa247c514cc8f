import type { ActiveFault } from '../faults/fault-rule.js';
import type { Webhook } from '../world/entities.js';
import type { DeliveryAttempt } from './delivery.js';
import type { Poster } from './poster.js';
import { sendWithFault } from './send-with-fault.js';
import { signWithFault } from './sign-with-fault.js';

/** What one attempt did, without its time. Two when the event was sent twice. */
export type AttemptOutcome = Omit<DeliveryAttempt, 'at'>;

/**
 * Sends an event to its subscriber once, as Orchestrator does, or as a fault has it:
 * `status` answers in the subscriber's place, which sees nothing; `reset` breaks off before anything is sent;
 * `unsigned` sends no signature; `double` sends it twice; `commit-then-drop` sends it and loses the answer. Those of how it
 * is signed are in `sign-with-fault.ts`, those of what becomes of its body in `send-with-fault.ts`.
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
    ...(webhook.secret === null || action === 'unsigned'
      ? {}
      : { 'x-uipath-signature': signWithFault(body, webhook.secret, fault) }),
  };
  const sent = sendWithFault(body, fault);
  const first = await poster.post(webhook, sent, headers);
  if (action === 'commit-then-drop') return [{ status: null, error: 'fault' }];
  return action === 'double' ? [first, await poster.post(webhook, sent, headers)] : [first];
}
