import { type Connection, fail, originOf, succeed } from '@cuelight/core';
import type { Repositories } from '../../src/contracts/repositories.js';
import type { HonestRepositories } from './honest-repositories.js';
import type { Mutant } from './mutant.js';

/** Connection repositories with a fault each. */
export const connectionMutants: readonly Mutant<HonestRepositories, Repositories>[] = [
  {
    fault: 'forgets the certificates of a target',
    caughtBy: 'finds any connection as it was inserted',
    break: (honest) =>
      withConnections(honest, {
        async insert(connection) {
          const { caPem: _, ...target } = connection.target;
          return honest.connections.insert({ ...connection, target });
        },
      }),
  },
  {
    fault: 'forgets the identity server of a target',
    caughtBy: 'finds any connection as it was inserted',
    break: (honest) =>
      withConnections(honest, {
        async insert(connection) {
          const { identityUrl: _, ...target } = connection.target;
          return honest.connections.insert({ ...connection, target });
        },
      }),
  },
  {
    fault: 'keeps names in Latin-1',
    caughtBy: 'finds any connection as it was inserted',
    break: (honest) =>
      withConnections(honest, {
        insert: (connection) =>
          honest.connections.insert({ ...connection, name: Buffer.from(connection.name, 'latin1').toString('latin1') }),
      }),
  },
  {
    fault: 'overwrites a connection with the same id',
    caughtBy: 'throws when a connection with a known id is inserted, and keeps the known one',
    break: (honest) =>
      withConnections(honest, { insert: async (connection) => succeed(honest.rows.connections.set(connection)) }),
  },
  {
    fault: 'answers any connection for an id it does not have',
    caughtBy: 'finds nothing for an id it does not have',
    break: (honest) =>
      withConnections(honest, {
        find: async (id) => succeed(honest.rows.connections.get(id) ?? honest.rows.connections.where(all)[0]),
      }),
  },
  {
    fault: 'lists connections of every status',
    caughtBy: 'lists connections of the statuses asked for, in the order of their id',
    break: (honest) =>
      withConnections(honest, { list: async (request) => succeed(honest.rows.connections.page(request, all)) }),
  },
  {
    fault: 'lists in the order of insertion',
    caughtBy: 'lists connections of the statuses asked for, in the order of their id',
    break: (honest) =>
      withConnections(honest, {
        list: async ({ afterId = '', limit }, statuses) =>
          succeed(
            honest.rows.connections.where((row) => statuses.includes(row.status) && row.id > afterId).slice(0, limit),
          ),
      }),
  },
  {
    fault: 'ignores the limit of a page',
    caughtBy: 'lists page after page until all were told once',
    break: (honest) =>
      withConnections(honest, {
        list: (request, statuses) => honest.connections.list({ ...request, limit: 1_000 }, statuses),
      }),
  },
  {
    fault: 'tells the last row of a page again',
    caughtBy: 'lists page after page until all were told once',
    break: (honest) =>
      withConnections(honest, {
        list: async ({ afterId = '', limit }, statuses) =>
          succeed(
            honest.rows.connections
              .page({ limit: 1_000 }, (row) => statuses.includes(row.status) && row.id >= afterId)
              .slice(0, limit),
          ),
      }),
  },
  {
    fault: 'compares the whole address instead of the origin',
    caughtBy: 'knows the origin of a verified connection, whatever its path',
    break: (honest) =>
      withConnections(honest, {
        hasOrigin: async (origin) => succeed(has(honest, (row) => row.target.orchestratorUrl === origin)),
      }),
  },
  {
    fault: 'counts the origin of a connection of any status',
    caughtBy: 'does not count the origin of a connection that is being made or removed',
    break: (honest) =>
      withConnections(honest, {
        hasOrigin: async (origin) => succeed(has(honest, (row) => originOf(row.target.orchestratorUrl) === origin)),
      }),
  },
  {
    fault: 'keeps the creation time of the connection that is replaced',
    caughtBy: 'replaces a connection by any other, and answers it with the next revision',
    break: (honest) =>
      withConnections(honest, {
        async replace(connection) {
          const createdAtMs = honest.rows.connections.get(connection.id)?.createdAtMs ?? 0;
          return honest.connections.replace({ ...connection, createdAtMs });
        },
      }),
  },
  {
    fault: 'remembers the origin that was inserted',
    caughtBy: 'forgets the origin of a target that was replaced',
    break(honest) {
      const origins = new Set<string>();
      return withConnections(honest, {
        insert(connection) {
          origins.add(originOf(connection.target.orchestratorUrl));
          return honest.connections.insert(connection);
        },
        hasOrigin: async (origin) => succeed(origins.has(origin)),
      });
    },
  },
  {
    fault: 'replaces whatever the revision',
    caughtBy: 'refuses to replace a revision that is no longer there, and changes nothing',
    break: (honest) =>
      withConnections(honest, {
        async replace(connection) {
          const revision = honest.rows.connections.get(connection.id)?.revision ?? -1;
          return honest.connections.replace({ ...connection, revision });
        },
      }),
  },
  {
    fault: 'compares the revision first and writes later',
    caughtBy: 'lets exactly one of two changes of the same revision through',
    break: (honest) =>
      withConnections(honest, {
        async replace(connection) {
          const found = honest.rows.connections.get(connection.id);
          if (found?.revision !== connection.revision) return fail({ code: 'changed-meanwhile', detail: 'Changed.' });
          await Promise.resolve();
          const next = { ...connection, revision: connection.revision + 1 };
          honest.rows.connections.set(next);
          return succeed(next);
        },
      }),
  },
  {
    fault: 'brings back a connection that is gone',
    caughtBy: 'refuses to replace a connection that is gone',
    break: (honest) =>
      withConnections(honest, {
        async replace(connection) {
          if (honest.rows.connections.get(connection.id) === undefined) await honest.connections.insert(connection);
          return honest.connections.replace(connection);
        },
      }),
  },
  {
    fault: 'fails to remove a connection that is gone',
    caughtBy: 'removes a connection and no other; removing one that is gone succeeds',
    break: (honest) =>
      withConnections(honest, {
        async delete(id) {
          const isThere = honest.rows.connections.get(id) !== undefined;
          return isThere ? honest.connections.delete(id) : fail({ code: 'connection-not-found', detail: 'Gone.' });
        },
      }),
  },
  {
    fault: 'leaves the references on a connection behind',
    caughtBy: 'removes the references on a connection with it',
    break: (honest) =>
      withConnections(honest, {
        async delete(id) {
          honest.rows.connections.remove((row) => row.id === id);
          return succeed(undefined);
        },
      }),
  },
];

function withConnections(honest: HonestRepositories, faulty: Partial<Repositories['connections']>): Repositories {
  return { ...honest, connections: { ...honest.connections, ...faulty } };
}

function has({ rows }: HonestRepositories, fits: (row: Connection) => boolean): boolean {
  return rows.connections.where(fits).length > 0;
}

function all(): boolean {
  return true;
}
