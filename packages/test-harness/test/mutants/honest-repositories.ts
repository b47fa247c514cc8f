import { type ApiKey, type App, type Connection, fail, originOf, type ProcessReference, succeed } from '@cuelight/core';
import type { Repositories } from '../../src/contracts/repositories.js';
import { Rows } from './rows.js';

/** Repositories that keep what their ports promise, as plainly as can be: what the mutants are mutants of. */
export interface HonestRepositories extends Repositories {
  /** Their rows, for mutants to do wrong things with. */
  readonly rows: {
    readonly connections: Rows<Connection>;
    readonly apps: Rows<App>;
    readonly apiKeys: Rows<ApiKey>;
    readonly processReferences: Rows<ProcessReference>;
  };
}

/** Makes them, empty. */
export function honestRepositories(): HonestRepositories {
  const connections = new Rows<Connection>();
  const apps = new Rows<App>();
  const apiKeys = new Rows<ApiKey>();
  const processReferences = new Rows<ProcessReference>();
  const gone = fail({ code: 'changed-meanwhile', detail: 'An owner is gone.' } as const);

  return {
    rows: { connections, apps, apiKeys, processReferences },
    connections: {
      insert: async (connection) => succeed(connections.insert(connection)),
      find: async (id) => succeed(connections.get(id)),
      list: async (request, statuses) => succeed(connections.page(request, (row) => statuses.includes(row.status))),
      hasOrigin: async (origin) =>
        succeed(
          connections.where((row) => row.status === 'verified' && originOf(row.target.orchestratorUrl) === origin)
            .length > 0,
        ),
      async replace(connection) {
        if (connections.get(connection.id)?.revision !== connection.revision) return gone;
        const next = { ...connection, revision: connection.revision + 1 };
        connections.set(next);
        return succeed(next);
      },
      async delete(id) {
        processReferences.remove((row) => row.connectionId === id);
        connections.remove((row) => row.id === id);
        return succeed(undefined);
      },
    },
    apps: {
      insert: async (app) => succeed(apps.insert(app)),
      find: async (id) => succeed(apps.get(id)),
      list: async (request) => succeed(apps.page(request, () => true)),
      async change(id, change) {
        const app = apps.get(id);
        if (app !== undefined) apps.set({ ...app, ...change });
        return succeed(app !== undefined);
      },
      async delete(id) {
        apps.remove((row) => row.id === id);
        apiKeys.remove((row) => row.appId === id);
        processReferences.remove((row) => row.appId === id);
        return succeed(undefined);
      },
    },
    apiKeys: {
      async insert(key) {
        if (apps.get(key.appId) === undefined) return gone;
        if (apiKeys.where((row) => row.hash === key.hash).length > 0) throw new Error('this hash is known');
        return succeed(apiKeys.insert(key));
      },
      find: async (id) => succeed(apiKeys.get(id)),
      findByHash: async (hash) => succeed(apiKeys.where((row) => row.hash === hash)[0]),
      list: async (appId, request) => succeed(apiKeys.page(request, (row) => row.appId === appId)),
      delete: async (appId, id) => succeed(apiKeys.remove((row) => row.appId === appId && row.id === id) > 0),
    },
    processReferences: {
      async insert(reference) {
        if (apps.get(reference.appId) === undefined) return gone;
        if (connections.get(reference.connectionId) === undefined) return gone;
        return succeed(processReferences.insert(reference));
      },
      find: async (id) => succeed(processReferences.get(id)),
      list: async (of, request) =>
        succeed(
          processReferences.page(request, (row) =>
            'appId' in of ? row.appId === of.appId : row.connectionId === of.connectionId,
          ),
        ),
      async noteVersion(id, version) {
        const row = processReferences.get(id);
        if (row !== undefined) processReferences.set({ ...row, version });
        return succeed(undefined);
      },
      delete: async (appId, id) => succeed(processReferences.remove((row) => row.appId === appId && row.id === id) > 0),
      async deleteByConnection(connectionId) {
        processReferences.remove((row) => row.connectionId === connectionId);
        return succeed(undefined);
      },
    },
  };
}
