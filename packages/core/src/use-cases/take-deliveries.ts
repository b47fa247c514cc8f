import type { KeyedHash } from '../ports/keyed-hash.js';
import type { Notices } from '../ports/notices.js';
import type { Tracker } from '../watching/tracker.js';
import type { HookRegistry } from '../webhook/hook-registry.js';
import { readWebhookEvent } from '../webhook/webhook-event.js';

/**
 * Takes the deliveries of Orchestrator. Needs neither database nor vault, and waits for nothing.
 */
export interface TakeDeliveries {
  /** Whether deliveries are taken for the connection at all: a host need not read the body of others. */
  isExpected(connectionId: string): boolean;
  /**
   * `refused` for an unknown connection, a missing and a wrong signature alike, so that nothing can be learnt from the
   * answer. A verified delivery is `accepted` whatever it says: a refusal would make Orchestrator fall silent for up to
   * an hour (UiPath Orchestrator guide, "About webhooks").
   */
  take(delivery: Delivery): 'accepted' | 'refused';
}

/** One delivery as it came. */
export interface Delivery {
  readonly connectionId: string;
  /** The raw body: the signature is over these very bytes. */
  readonly body: Uint8Array;
  /** The header `X-UiPath-Signature`. */
  readonly signature: string | undefined;
}

/** What taking deliveries needs. */
export interface DeliveryPorts {
  readonly hooks: HookRegistry;
  readonly keyedHash: KeyedHash;
  readonly tracker: Tracker;
  readonly notices: Notices;
}

/** Makes the use case. */
export function createTakeDeliveries({ hooks, keyedHash, tracker, notices }: DeliveryPorts): TakeDeliveries {
  return {
    isExpected: (connectionId) => hooks.secretsOf(connectionId).length > 0,
    take({ connectionId, body, signature }) {
      const secrets = hooks.secretsOf(connectionId);
      // All of them, whichever fits: how long it takes must not tell which one it was.
      const fitting = secrets.filter(
        (secret) => signature !== undefined && keyedHash.isSignatureOf(secret, body, signature),
      );
      if (fitting.length === 0) {
        notices.notice({ kind: 'webhook-refused', connectionId: secrets.length === 0 ? undefined : connectionId });
        return 'refused';
      }
      hooks.heard(connectionId);
      const event = readWebhookEvent(body);
      if (event.kind === 'not-understood') {
        notices.notice({ kind: 'webhook-not-understood', connectionId, eventType: event.type });
        return 'accepted';
      }
      if (event.kind === 'ping') hooks.pinged(connectionId);
      const { observations, ignored } = event.kind === 'jobs' ? event : { observations: [], ignored: [] };
      for (const why of ignored) notices.notice({ kind: 'observation-ignored', connectionId, why });
      const followed = observations.filter((observation) => tracker.observe(connectionId, observation)).length;
      notices.notice({ kind: 'webhook-received', connectionId, eventType: event.type, followed });
      return 'accepted';
    },
  };
}
