import { type ConnectionRepository, fail, originOf, succeed } from '@cuelight/core';
import type { Tables } from './tables.js';

/** Connections in memory. */
export function memoryConnections({ connections, processReferences }: Tables): ConnectionRepository {
  return {
    async insert(connection) {
      return succeed(connections.insert(connection));
    },

    async find(id) {
      return succeed(connections.find(id));
    },

    async list(request, statuses) {
      return succeed(connections.page(request, (row) => statuses.includes(row.status)));
    },

    async hasOrigin(origin) {
      const there = connections.where(
        (row) => row.status === 'verified' && originOf(row.target.orchestratorUrl) === origin,
      );
      return succeed(there.length > 0);
    },

    async replace(connection) {
      const { id, revision } = connection;
      if (connections.find(id)?.revision !== revision) {
        return fail({ code: 'changed-meanwhile', detail: `The connection ${id} has changed.` });
      }
      const next = { ...connection, revision: revision + 1 };
      connections.replace(next);
      return succeed(next);
    },

    async delete(id) {
      connections.deleteWhere((row) => row.id === id);
      processReferences.deleteWhere((row) => row.connectionId === id);
      return succeed(undefined);
    },
  };
}
