import type { SqlPersistence } from '@cuelight/adapters/persistence/sql';
import {
  type Connection,
  type ConnectionState,
  everyPage,
  type Failure,
  originOf,
  type Result,
  type Subscription,
  succeed,
} from '@cuelight/core';
import type { Count } from '../metrics/connection-counts.js';
import type { JsonObjectValue, Part, PartFailure } from './part.js';
import type { StoredSecrets } from './read-stored-secrets.js';

/** What is told of connections. */
export interface ConnectionsPartFrom {
  readonly persistence: Pick<SqlPersistence, 'connections' | 'rowCounts'>;
  stored(): Promise<Result<StoredSecrets, Failure | PartFailure>>;
  /** What only a running service knows. */
  readonly live?: LiveConnections;
}

/** What a running service has learnt of connections. */
export interface LiveConnections {
  /** Where each connection stands right now; one that is not among them stands where its record says. */
  states(): Promise<ReadonlyMap<string, ConnectionState>>;
  apiVersionOf(connectionId: string): number | undefined;
  countsOf(connectionId: string): readonly Count[];
}

/** Every connection: who it is, where it stands, whether its secrets can be read. Never what its jobs do. */
export function connectionsPart({ persistence, stored, live }: ConnectionsPartFrom): Part {
  return async () => {
    const secrets = await stored();
    const states = await live?.states();
    const all: JsonObjectValue[] = [];
    const pages = everyPage((request) => persistence.connections.list(request, ['connecting', 'verified', 'retired']));
    for await (const page of pages) {
      if (!page.ok) return page;
      for (const row of page.value) all.push({ ...shown(row, secrets), ...(live && lively(row, live, states)) });
    }
    const rows = await persistence.rowCounts();
    const unreadable = rows.ok ? Math.max(0, rows.value.connections - all.length) : 0;
    return succeed({ recordsUnreadable: unreadable, connections: all });
  };
}

function shown(row: Connection, secrets: Result<StoredSecrets, Failure | PartFailure>): JsonObjectValue {
  const { id, name, status, target, subscription, createdAtMs } = row;
  return {
    id,
    name,
    origin: originOf(target.orchestratorUrl),
    ...(target.identityUrl !== undefined && { identityOrigin: originOf(target.identityUrl) }),
    tenant: target.tenant,
    hasOwnAuthorities: target.caPem !== undefined,
    createdAt: new Date(createdAtMs).toISOString(),
    status,
    subscription: shownSubscription(subscription),
    secrets: secrets.ok ? (secrets.value.unreadable.get(id) ?? 'readable') : secrets.failure.code,
  };
}

function shownSubscription(subscription: Subscription): JsonObjectValue {
  if (subscription.kind === 'polling') return { kind: 'polling', why: subscription.why };
  return { kind: 'webhook', isProven: subscription.isProven, isSecretChanging: subscription.rotation !== undefined };
}

function lively(
  { id, status }: Connection,
  { apiVersionOf, countsOf }: LiveConnections,
  states: ReadonlyMap<string, ConnectionState> | undefined,
): JsonObjectValue {
  const apiVersion = apiVersionOf(id);
  return {
    state: states?.get(id) ?? status,
    ...(apiVersion !== undefined && { apiVersion }),
    counts: countsOf(id).map(({ kind, count }) => ({ kind, count })),
  };
}
