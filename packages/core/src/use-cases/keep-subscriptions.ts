import type { ConnectionLanes } from '../connection/connection-lanes.js';
import type { Failure } from '../failure/failure.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import { everyPage } from '../ports/every-page.js';
import type { Notices } from '../ports/notices.js';
import { type Result, succeed } from '../result.js';
import type { KeepSubscription, Upkeep } from './keep-subscription.js';

/** Has Orchestrator's webhooks be what they should be, whatever was done to them there. */
export interface KeepSubscriptions {
  /**
   * Sees to the webhook of every connection: one that is gone, disabled, changed or doubled is repaired, one that was
   * refused is tried again. Without a public URL Orchestrator is not asked. Answers how many were found how; what could
   * not be seen to is told as a notice and tried the next time. Failures: `storage-unavailable`.
   */
  all(): Promise<Result<Readonly<Record<Upkeep | 'failed', number>>, Failure>>;
  /**
   * Sees to one webhook at once, because events that it should have sent stay away: its secret is set anew as well. When
   * that was done less than 10 minutes ago, it is left for the next time that all are seen to.
   */
  check(connectionId: string): Promise<void>;
}

/** What seeing to all webhooks needs. */
export interface KeepSubscriptionsPorts {
  readonly connections: ConnectionRepository;
  readonly clock: Clock;
  readonly notices: Notices;
  readonly lanes: ConnectionLanes;
  readonly keepSubscription: KeepSubscription;
}

/** So many connections are seen to at once: one whose Orchestrator is away must not hold up all others. */
const atOnce = 8;
const checkEveryMs = 10 * 60 * 1_000;

/** Makes the use cases. */
export function createKeepSubscriptions(ports: KeepSubscriptionsPorts): KeepSubscriptions {
  const { connections, clock, notices, lanes, keepSubscription } = ports;
  const checkedAtMs = new Map<string, number>();
  /** Those whose events stay away, and that were not seen to since. */
  const suspects = new Set<string>();

  const keep = async (connectionId: string, isSuspect: boolean): Promise<Upkeep | 'failed'> => {
    const kept = await lanes.run(connectionId, () => keepSubscription(connectionId, { isSuspect }));
    if (kept.ok) {
      if (isSuspect) suspects.delete(connectionId);
      return kept.value;
    }
    if (isSuspect) suspects.add(connectionId);
    notices.notice({ kind: 'upkeep-failed', connectionId, code: kept.failure.code });
    return 'failed';
  };

  return {
    async all() {
      const counts = { right: 0, changed: 0, created: 0, refused: 0, 'nothing-to-keep': 0, failed: 0 };
      for await (const page of everyPage((request) => connections.list(request, ['verified']))) {
        if (!page.ok) return page;
        const waiting = page.value.map(({ id }) => id);
        const seeToSome = async () => {
          for (let id = waiting.shift(); id !== undefined; id = waiting.shift())
            counts[await keep(id, suspects.has(id))] += 1;
        };
        await Promise.all(Array.from({ length: atOnce }, seeToSome));
      }
      return succeed(counts);
    },

    async check(connectionId) {
      const nowMs = clock.nowMs();
      for (const [id, atMs] of checkedAtMs) if (nowMs - atMs >= checkEveryMs) checkedAtMs.delete(id);
      if (checkedAtMs.has(connectionId)) {
        suspects.add(connectionId);
        return;
      }
      checkedAtMs.set(connectionId, nowMs);
      try {
        await keep(connectionId, true);
      } catch {
        // Nobody waits for this: seeing to all of them meets it again, and tells it.
        suspects.add(connectionId);
      }
    },
  };
}
