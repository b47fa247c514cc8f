import type { DeliveryMistake } from './delivery-mistakes.js';

/** How often a mistake explained a refusal, and when, in milliseconds since 1970. */
export interface MistakeCount {
  readonly mistake: DeliveryMistake;
  readonly count: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

/** What is counted of the deliveries that were refused for a connection. */
export interface RefusalCounts {
  readonly mistakes: readonly MistakeCount[];
  readonly refused: number;
  /** Of those, how many nobody looked at. */
  readonly notExamined: number;
}

/**
 * Counts refused deliveries, in memory: numbers and times of connections that there are, and nothing else.
 */
export interface RefusalBook {
  refused(connectionId: string): void;
  notExamined(connectionId: string): void;
  explained(connectionId: string, mistakes: readonly DeliveryMistake[], atMs: number): void;
  of(connectionId: string): RefusalCounts;
  /** Keeps nothing of a connection that is gone. */
  forget(connectionId: string): void;
}

interface Page {
  refused: number;
  notExamined: number;
  readonly mistakes: Map<DeliveryMistake, MistakeCount>;
}

/** An empty book. */
export function createRefusalBook(): RefusalBook {
  const pages = new Map<string, Page>();
  const pageOf = (connectionId: string): Page => {
    const page = pages.get(connectionId) ?? { refused: 0, notExamined: 0, mistakes: new Map() };
    pages.set(connectionId, page);
    return page;
  };

  return {
    refused(connectionId) {
      pageOf(connectionId).refused += 1;
    },
    notExamined(connectionId) {
      pageOf(connectionId).notExamined += 1;
    },
    explained(connectionId, explaining, atMs) {
      const { mistakes } = pageOf(connectionId);
      for (const mistake of explaining) {
        const { count, firstAtMs } = mistakes.get(mistake) ?? { count: 0, firstAtMs: atMs };
        mistakes.set(mistake, { mistake, count: count + 1, firstAtMs, lastAtMs: atMs });
      }
    },
    of(connectionId) {
      const { refused = 0, notExamined = 0, mistakes = new Map() } = pages.get(connectionId) ?? {};
      return { refused, notExamined, mistakes: [...mistakes.values()] };
    },
    forget(connectionId) {
      pages.delete(connectionId);
    },
  };
}
