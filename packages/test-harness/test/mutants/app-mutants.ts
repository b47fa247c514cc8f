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
    fault: 'forgets the origins when it changes the name',
    caughtBy: 'changes what is named of an app, and nothing else of it or of another',
    break: (honest) =>
      withApps(honest, {
        change: (id, { name, origins = [] }) =>
          honest.apps.change(id, { ...(name !== undefined && { name }), origins }),
      }),
  },
  {
    fault: 'changes every app',
    caughtBy: 'changes what is named of an app, and nothing else of it or of another',
    break: (honest) =>
      withApps(honest, {
        async change(id, change) {
          for (const app of honest.rows.apps.where(() => true)) honest.rows.apps.set({ ...app, ...change });
          return honest.apps.change(id, change);
        },
      }),
  },
  {
    fault: 'does not find an app that it leaves as it is',
    caughtBy: 'finds an app to change that is already as it is to be, and none where there is none',
    break: (honest) =>
      withApps(honest, {
        async change(id, change) {
          if (honest.rows.apps.get(id)?.name === change.name) return succeed(false);
          return honest.apps.change(id, change);
        },
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
