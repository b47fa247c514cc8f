import type { Failure } from '../failure/failure.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { KeyedHash } from '../ports/keyed-hash.js';
import type { Notices } from '../ports/notices.js';
import { type Result, succeed } from '../result.js';
import { sleep } from '../time/sleep.js';
import type { DeliveryMistake } from '../webhook/delivery-mistakes.js';
import { explainRefusal } from '../webhook/explain-refusal.js';
import type { ExplainingBudget } from '../webhook/explaining-budget.js';
import type { HookRegistry } from '../webhook/hook-registry.js';
import type { RefusalBook, RefusalCounts } from '../webhook/refusal-book.js';
import { knownConnection } from './known-connection.js';

/**
 * Why deliveries were refused. Nothing here takes a delivery, and of one that was refused only a number and two times are
 * kept, in memory.
 */
export interface RefusedDeliveries {
  /**
   * Counts a delivery that was refused, of whatever connection, and answers how it is explained: only some are. Tells
   * nothing of the delivery, and waits for nothing.
   */
  note(connectionId: string): Explaining | undefined;
  /** What is known of a connection. Failures: `connection-not-found`, `connection-unreadable`, `storage-unavailable`. */
  of(connectionId: string): Promise<Result<RefusalReport, Failure>>;
}

/** An explanation that is yet to be given: exactly one call of `explain` ends it. */
export interface Explaining {
  /** A longer body is not looked at; a host need not hold it, in bytes. */
  readonly maxBytes: number;
  /**
   * Finds what explains the refusal. Call it once the refusal is answered, so that nothing can be learnt from its time.
   *
   * @param signature the header `X-UiPath-Signature`
   * @param body absent when it is not held any more
   */
  explain(signature: string | undefined, body: Uint8Array | undefined): Promise<void>;
}

/** What is known of the refusals of a connection since `sinceMs`, when the process began. */
export interface RefusalReport extends RefusalCounts {
  /** Deliveries to connections that there are not, or that take none: of the service, not of this connection. */
  readonly toNoConnection: number;
  /** Milliseconds since 1970. */
  readonly sinceMs: number;
}

/** What explaining needs. */
export interface RefusedDeliveriesPorts {
  readonly connections: ConnectionRepository;
  readonly keyedHash: KeyedHash;
  readonly clock: Clock;
  readonly notices: Notices;
  readonly hooks: HookRegistry;
  readonly book: RefusalBook;
  readonly budget: ExplainingBudget;
}

/** The longest body that is explained, in bytes: an event is seldom a tenth of it. */
export const longestExplained = 64 * 1024;
/** How many secrets of other connections are tried. */
export const mostOthersTried = 100;
/** After so many hashed bytes others have their turn: well below a millisecond. */
const bytesPerTurn = 128 * 1024;

/** Makes the use case. */
export function createRefusedDeliveries(ports: RefusedDeliveriesPorts): RefusedDeliveries {
  const { connections, keyedHash, clock, notices, hooks, book, budget } = ports;
  const sinceMs = clock.nowMs();
  let toNoConnection = 0;

  const find = async (connectionId: string, signature: string | undefined, body: Uint8Array) => {
    const refused = {
      ...{ signature, body },
      present: hooks.secretsOf(connectionId),
      former: hooks.formerSecretsOf(connectionId),
      others: hooks.secretsOfOthers(connectionId, mostOthersTried),
    };
    const explaining = explainRefusal(keyedHash, refused);
    let hashed = 0;
    for (let next = explaining.next(); ; next = explaining.next()) {
      if (next.done === true) return next.value;
      hashed += next.value;
      if (hashed < bytesPerTurn) continue;
      hashed = 0;
      await sleep(clock, 0);
    }
  };

  const note = (connectionId: string, mistakes: readonly DeliveryMistake[] | undefined) => {
    // It may have been removed meanwhile, and forgotten.
    if (hooks.secretsOf(connectionId).length === 0) return;
    if (mistakes === undefined) return book.notExamined(connectionId);
    book.explained(connectionId, mistakes, clock.nowMs());
    notices.notice({ kind: 'webhook-refusal-explained', connectionId, mistakes });
  };

  return {
    note(connectionId) {
      if (hooks.secretsOf(connectionId).length === 0) {
        toNoConnection += 1;
        return undefined;
      }
      book.refused(connectionId);
      if (!budget.take(connectionId)) {
        book.notExamined(connectionId);
        return undefined;
      }
      return {
        maxBytes: longestExplained,
        async explain(signature, body) {
          const isHeld = body !== undefined && body.byteLength <= longestExplained;
          try {
            note(connectionId, isHeld ? await find(connectionId, signature, body) : undefined);
          } finally {
            budget.end();
          }
        },
      };
    },
    async of(connectionId) {
      const found = await knownConnection(connectionId, connections);
      if (!found.ok) return found;
      return succeed({ ...book.of(connectionId), toNoConnection, sinceMs });
    },
  };
}
