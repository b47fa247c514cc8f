import { type ApiKeyRepository, fail, succeed } from '@cuelight/core';
import type { Tables } from './tables.js';

/** API keys in memory, by their hash only. */
export function memoryApiKeys({ apiKeys, apps }: Tables): ApiKeyRepository {
  return {
    async insert(key) {
      if (apps.find(key.appId) === undefined) {
        return fail({ code: 'changed-meanwhile', detail: `The app ${key.appId} is gone.` });
      }
      if (apiKeys.where((row) => row.hash === key.hash).length > 0) {
        throw new Error('A bug: there is a key with this hash already.');
      }
      return succeed(apiKeys.insert(key));
    },

    async find(id) {
      return succeed(apiKeys.find(id));
    },

    async findByHash(hash) {
      return succeed(apiKeys.where((row) => row.hash === hash)[0]);
    },

    async list(appId, request) {
      return succeed(apiKeys.page(request, (row) => row.appId === appId));
    },

    async delete(appId, id) {
      return succeed(apiKeys.deleteWhere((row) => row.appId === appId && row.id === id) > 0);
    },
  };
}
