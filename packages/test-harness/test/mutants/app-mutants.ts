import { fail, succeed } from '@cuelight/core';
import type { Repositories } from '../../src/contracts/repositories.js';
import type { HonestRepositories } from './honest-repositories.js';
import type { Mutant } from './mutant.js';

/** App repositories with a fault each. */
export const appMutants: readonly Mutant<HonestRepositories, Repositories>[] = [
  {
    fault: 'keeps only the first origin',
    caughtBy: 'finds any app as it was inserted',
    break: (honest) =>
      withApps(honest, { insert: (app) => honest.apps.insert({ ...app, origins: app.origins.slice(0, 1) }) }),
  },
  {
    fault: 'overwrites an app with the same id',
    caughtBy: 'throws when an app with a known id is inserted, and keeps the known one',
    break: (honest) => withApps(honest, { insert: async (app) => succeed(honest.rows.apps.set(app)) }),
  },
  {
    fault: 'fails to find what is not there',
    caughtBy: 'finds nothing for an id it does not have',
    break: (honest) =>
      withApps(honest, {
        async find(id) {
          const app = honest.rows.apps.get(id);
          return app === undefined ? fail({ code: 'app-not-found', detail: 'There is no such app.' }) : succeed(app);
        },
      }),
  },
  {
    fault: 'lists in the order of insertion',
    caughtBy: 'lists apps in the order of their id, page after page until all were told once',
    break: (honest) =>
      withApps(honest, {
        list: async ({ afterId = '', limit }) =>
          succeed(honest.rows.apps.where((row) => row.id > afterId).slice(0, limit)),
      }),
  },
  {
    fault: 'leaves the keys of an app behind',
    caughtBy: 'removes an app with its keys and references, and nothing of another app',
    break: (honest) =>
      withApps(honest, {
        async delete(id) {
          honest.rows.apps.remove((row) => row.id === id);
          honest.rows.processReferences.remove((row) => row.appId === id);
          return succeed(undefined);
        },
      }),
  },
  {
    fault: 'leaves the references of an app behind',
    caughtBy: 'removes an app with its keys and references, and nothing of another app',
    break: (honest) =>
      withApps(honest, {
        async delete(id) {
          honest.rows.apps.remove((row) => row.id === id);
          honest.rows.apiKeys.remove((row) => row.appId === id);
          return succeed(undefined);
        },
      }),
  },
  {
    fault: 'removes the keys of every app',
    caughtBy: 'removes an app with its keys and references, and nothing of another app',
    break: (honest) =>
      withApps(honest, {
        async delete(id) {
          honest.rows.apiKeys.remove(() => true);
          return honest.apps.delete(id);
        },
      }),
  },
  {
    fault: 'fails to remove an app that is gone',
    caughtBy: 'succeeds in removing an app that is gone',
    break: (honest) =>
      withApps(honest, {
        async delete(id) {
          if (honest.rows.apps.get(id) === undefined) return fail({ code: 'app-not-found', detail: 'Gone.' });
          return honest.apps.delete(id);
        },
      }),
  },
];

function withApps(honest: HonestRepositories, faulty: Partial<Repositories['apps']>): Repositories {
  return { ...honest, apps: { ...honest.apps, ...faulty } };
}
