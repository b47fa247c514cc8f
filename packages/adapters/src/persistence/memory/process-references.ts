import { fail, type ProcessReferenceRepository, succeed } from '@cuelight/core';
import type { Tables } from './tables.js';

/** Process references in memory. */
export function memoryProcessReferences({ apps, connections, processReferences }: Tables): ProcessReferenceRepository {
  return {
    async insert(reference) {
      const { appId, connectionId } = reference;
      if (apps.find(appId) === undefined || connections.find(connectionId) === undefined) {
        return fail({
          code: 'changed-meanwhile',
          detail: `The app ${appId} or the connection ${connectionId} is gone.`,
        });
      }
      return succeed(processReferences.insert(reference));
    },

    async find(id) {
      return succeed(processReferences.find(id));
    },

    async list(of, request) {
      return succeed(
        processReferences.page(request, (row) =>
          'appId' in of ? row.appId === of.appId : row.connectionId === of.connectionId,
        ),
      );
    },

    async noteVersion(id, version) {
      const reference = processReferences.find(id);
      if (reference !== undefined) processReferences.replace({ ...reference, version });
      return succeed(undefined);
    },

    async delete(appId, id) {
      return succeed(processReferences.deleteWhere((row) => row.appId === appId && row.id === id) > 0);
    },

    async deleteByConnection(connectionId) {
      processReferences.deleteWhere((row) => row.connectionId === connectionId);
      return succeed(undefined);
    },
  };
}
