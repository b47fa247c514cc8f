import { succeed } from '@cuelight/core';
import type { Repositories } from '../../src/contracts/repositories.js';
import type { HonestRepositories } from './honest-repositories.js';
import type { Mutant } from './mutant.js';

/** API key repositories with a fault each. */
export const apiKeyMutants: readonly Mutant<HonestRepositories, Repositories>[] = [
  {
    fault: 'keeps every key as a runtime key',
    caughtBy: 'finds any key by its id and by its hash as it was inserted',
    break: (honest) => withApiKeys(honest, { insert: (key) => honest.apiKeys.insert({ ...key, scope: 'runtime' }) }),
  },
  {
    fault: 'takes a key of an app that is gone',
    caughtBy: 'refuses a key of an app that is gone',
    break: (honest) => withApiKeys(honest, { insert: async (key) => succeed(honest.rows.apiKeys.insert(key)) }),
  },
  {
    fault: 'takes a hash twice',
    caughtBy: 'throws when a key with a known id or hash is inserted',
    break: (honest) =>
      withApiKeys(honest, {
        async insert(key) {
          const app = await honest.apps.find(key.appId);
          return app.ok && app.value !== undefined
            ? succeed(honest.rows.apiKeys.insert(key))
            : honest.apiKeys.insert(key);
        },
      }),
  },
  {
    fault: 'compares hashes without regard to case',
    caughtBy: 'finds nothing for a hash that differs, be it by the case of a letter',
    break: (honest) =>
      withApiKeys(honest, {
        findByHash: async (hash) =>
          succeed(honest.rows.apiKeys.where((row) => row.hash.toLowerCase() === hash.toLowerCase())[0]),
      }),
  },
  {
    fault: 'compares ids without regard to case',
    caughtBy: 'finds nothing for an id that differs, be it by the case of a letter',
    break: (honest) =>
      withApiKeys(honest, {
        find: async (id) => succeed(honest.rows.apiKeys.where((row) => row.id.toLowerCase() === id.toLowerCase())[0]),
      }),
  },
  {
    fault: 'takes the underscore of a hash for a wildcard',
    caughtBy: 'finds nothing for a hash that differs, be it by the case of a letter',
    break: (honest) =>
      withApiKeys(honest, {
        findByHash: async (hash) =>
          succeed(honest.rows.apiKeys.where((row) => new RegExp(`^${hash.replaceAll('_', '.')}$`).test(row.hash))[0]),
      }),
  },
  {
    fault: 'lists the keys of every app',
    caughtBy: 'lists the keys of one app in the order of their id, page after page until all were told once',
    break: (honest) =>
      withApiKeys(honest, {
        list: async (_, request) => succeed(honest.rows.apiKeys.page(request, () => true)),
      }),
  },
  {
    fault: 'removes a key of any app',
    caughtBy: 'removes a key of this app, once, and none of another app',
    break: (honest) =>
      withApiKeys(honest, {
        delete: async (_, id) => succeed(honest.rows.apiKeys.remove((row) => row.id === id) > 0),
      }),
  },
  {
    fault: 'says that it removed what was gone',
    caughtBy: 'removes a key of this app, once, and none of another app',
    break: (honest) =>
      withApiKeys(honest, {
        async delete(appId, id) {
          await honest.apiKeys.delete(appId, id);
          return succeed(true);
        },
      }),
  },
];

function withApiKeys(honest: HonestRepositories, faulty: Partial<Repositories['apiKeys']>): Repositories {
  return { ...honest, apiKeys: { ...honest.apiKeys, ...faulty } };
}
