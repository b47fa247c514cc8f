import fc from 'fast-check';
import { expect } from 'vitest';
import { apps as anyApp } from '../arbitraries/app.js';
import { allPages } from './all-pages.js';
import { type Check, contract, type MakeSubject } from './contract.js';
import { aConnection, anApiKey, anApp, aProcessReference, exampleId } from './examples.js';
import { expectValue } from './expect-value.js';
import type { Repositories } from './repositories.js';

/** What every {@link Repositories.apps} promises, in the order of the port. */
export const appRepositoryChecks: readonly Check<Repositories>[] = [
  {
    title: 'finds any app as it was inserted',
    run: ({ apps }) =>
      fc.assert(
        fc.asyncProperty(anyApp(), async (app) => {
          expectValue(await apps.insert(app));
          const found = await apps.find(app.id);
          await apps.delete(app.id);

          expect(found).toEqual({ ok: true, value: app });
        }),
      ),
  },
  {
    title: 'throws when an app with a known id is inserted, and keeps the known one',
    async run({ apps }) {
      await apps.insert(anApp());

      await expect(apps.insert(anApp({ name: 'Another' }))).rejects.toThrow();

      expect(await apps.find(anApp().id)).toEqual({ ok: true, value: anApp() });
    },
  },
  {
    title: 'finds nothing for an id it does not have',
    async run({ apps }) {
      await apps.insert(anApp());

      expect(await apps.find(exampleId(9))).toEqual({ ok: true, value: undefined });
    },
  },
  {
    title: 'lists apps in the order of their id, page after page until all were told once',
    async run({ apps }) {
      const ids = [3, 1, 7, 5, 2].map(exampleId);
      for (const id of ids) await apps.insert(anApp({ id }));

      for (const limit of [1, 2, 5, 10]) {
        const all = await allPages(limit, (request) => apps.list(request));
        expect(all.map(({ id }) => id)).toEqual([...ids].sort());
      }
    },
  },
  {
    title: 'changes what is named of an app, and nothing else of it or of another',
    async run({ apps }) {
      const other = anApp({ id: exampleId(8) });
      await apps.insert(anApp());
      await apps.insert(other);

      const moved = { ...anApp(), origins: ['https://moved.example', 'http://localhost:3000'] };
      expect(await apps.change(moved.id, { origins: moved.origins })).toEqual({ ok: true, value: true });
      expect(await apps.find(moved.id)).toEqual({ ok: true, value: moved });
      expect(await apps.change(moved.id, { name: 'Über 📄' })).toEqual({ ok: true, value: true });
      expect(await apps.find(moved.id)).toEqual({ ok: true, value: { ...moved, name: 'Über 📄' } });
      expect(await apps.change(moved.id, { name: 'Both', origins: [] })).toEqual({ ok: true, value: true });
      expect(await apps.find(moved.id)).toEqual({ ok: true, value: { ...moved, name: 'Both', origins: [] } });
      expect(await apps.find(other.id)).toEqual({ ok: true, value: other });
    },
  },
  {
    title: 'finds an app to change that is already as it is to be, and none where there is none',
    async run({ apps }) {
      const { name, origins } = anApp();
      await apps.insert(anApp());

      expect(await apps.change(anApp().id, { name, origins })).toEqual({ ok: true, value: true });
      expect(await apps.change(exampleId(9), { name, origins })).toEqual({ ok: true, value: false });
      expect(await apps.find(exampleId(9))).toEqual({ ok: true, value: undefined });
    },
  },
  {
    title: 'removes an app with its keys and references, and nothing of another app',
    async run({ apps, apiKeys, connections, processReferences }) {
      const other = { appId: exampleId(8) };
      await connections.insert(aConnection());
      await apps.insert(anApp());
      await apps.insert(anApp({ id: other.appId }));
      await apiKeys.insert(anApiKey());
      await apiKeys.insert(anApiKey({ ...other, id: exampleId(6), hash: 'other' }));
      await processReferences.insert(aProcessReference());
      await processReferences.insert(aProcessReference({ ...other, id: exampleId(7) }));

      expectValue(await apps.delete(anApp().id));

      expect(await apps.find(anApp().id)).toEqual({ ok: true, value: undefined });
      expect(await apiKeys.findByHash(anApiKey().hash)).toEqual({ ok: true, value: undefined });
      expect(await processReferences.find(aProcessReference().id)).toEqual({ ok: true, value: undefined });
      expect(expectValue(await apps.find(other.appId))).toBeDefined();
      expect(expectValue(await apiKeys.findByHash('other'))).toBeDefined();
      expect(expectValue(await processReferences.find(exampleId(7)))).toBeDefined();
    },
  },
  {
    title: 'succeeds in removing an app that is gone',
    async run({ apps }) {
      expect(await apps.delete(exampleId(9))).toEqual({ ok: true, value: undefined });
    },
  },
];

/** Runs {@link appRepositoryChecks}. */
export function appRepositoryContract(name: string, makeSubject: MakeSubject<Repositories>): void {
  contract(`${name}: apps`, appRepositoryChecks, makeSubject);
}
