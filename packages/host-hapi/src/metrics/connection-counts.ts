import type { Notice } from '@cuelight/core';

/** How often something happened. */
export interface Count {
  readonly kind: Notice['kind'];
  readonly count: number;
}

/** What happened to each connection since the process began; for the support bundle, never a label of a metric. */
export interface ConnectionCounts {
  note(connectionId: string, kind: Notice['kind']): void;
  /** In the order in which they happened first. */
  of(connectionId: string): readonly Count[];
}

/** Of so many connections at most is anything kept; the one of which nothing was heard longest goes first. */
const mostConnections = 20_000;

/** Counts at zero. */
export function createConnectionCounts(most = mostConnections): ConnectionCounts {
  const counts = new Map<string, Map<Notice['kind'], number>>();

  return {
    note(connectionId, kind) {
      const ofConnection = counts.get(connectionId) ?? new Map<Notice['kind'], number>();
      ofConnection.set(kind, (ofConnection.get(kind) ?? 0) + 1);
      counts.delete(connectionId);
      counts.set(connectionId, ofConnection);
      const [longestSilent] = counts.keys();
      if (counts.size > most && longestSilent !== undefined) counts.delete(longestSilent);
    },
    of: (connectionId) => [...(counts.get(connectionId) ?? [])].map(([kind, count]) => ({ kind, count })),
  };
}
