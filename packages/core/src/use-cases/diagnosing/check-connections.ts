import type { Failure } from '../../failure/failure.js';
import type { Clock } from '../../ports/clock.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import { everyPage } from '../../ports/every-page.js';
import type { Randomness } from '../../ports/randomness.js';
import { type Result, succeed } from '../../result.js';
import type { CheckConnection } from './check-connection.js';

/**
 * Checks those connections whose turn it is: each about every 15 minutes, at a time of its own. Call it every minute.
 *
 * @returns how many were checked; `storage-unavailable`
 */
export type CheckConnections = () => Promise<Result<number, Failure>>;

/** What checking in turn needs. */
export interface CheckConnectionsPorts {
  readonly connections: ConnectionRepository;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly checkConnection: CheckConnection;
}

/** How long after a check the next one is due, in milliseconds; it varies by half, so that not all come at once. */
const everyMs = 15 * 60_000;
/** So many at once. */
const atOnce = 4;

/** Makes the use case. */
export function createCheckConnections(ports: CheckConnectionsPorts): CheckConnections {
  const { connections, clock, randomness, checkConnection } = ports;
  const dueAtMs = new Map<string, number>();
  let isRunning = false;

  const nextTurnMs = () => everyMs * (0.5 + randomness.fraction());

  const takeDue = (ids: readonly string[]): string[] => {
    const nowMs = clock.nowMs();
    return ids.filter((id) => {
      const due = dueAtMs.get(id);
      // The first turn of one that is new here comes within the time that lies between two.
      if (due === undefined) dueAtMs.set(id, nowMs + everyMs * randomness.fraction());
      else if (due <= nowMs) dueAtMs.set(id, nowMs + nextTurnMs());
      return due !== undefined && due <= nowMs;
    });
  };

  return async () => {
    // A run that is slow is not joined by another.
    if (isRunning) return succeed(0);
    isRunning = true;
    try {
      const known = new Set<string>();
      let checked = 0;
      for await (const page of everyPage((request) => connections.list(request, ['verified']))) {
        if (!page.ok) return page;
        for (const { id } of page.value) known.add(id);
        const due = takeDue(page.value.map(({ id }) => id));
        checked += due.length;
        const checkSome = async () => {
          for (let id = due.shift(); id !== undefined; id = due.shift())
            await checkConnection(id, {}, { scope: 'admin' });
        };
        await Promise.all(Array.from({ length: atOnce }, checkSome));
      }
      for (const id of dueAtMs.keys()) if (!known.has(id)) dueAtMs.delete(id);
      return succeed(checked);
    } finally {
      isRunning = false;
    }
  };
}
