import { type AppRepository, succeed } from '@cuelight/core';
import type { Tables } from './tables.js';

/** Apps in memory. */
export function memoryApps({ apps, apiKeys, processReferences }: Tables): AppRepository {
  return {
    async insert(app) {
      return succeed(apps.insert(app));
    },

    async find(id) {
      return succeed(apps.find(id));
    },

    async list(request) {
      return succeed(apps.page(request, () => true));
    },

    async change(id, change) {
      const app = apps.find(id);
      if (app !== undefined) apps.replace({ ...app, ...change });
      return succeed(app !== undefined);
    },

    async delete(id) {
      apps.deleteWhere((row) => row.id === id);
      apiKeys.deleteWhere((row) => row.appId === id);
      processReferences.deleteWhere((row) => row.appId === id);
      return succeed(undefined);
    },
  };
}
