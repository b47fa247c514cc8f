import fc from 'fast-check';
import { expect } from 'vitest';
import { apiKeys as anyApiKey } from '../arbitraries/app.js';
import { allPages } from './all-pages.js';
import { type Check, contract, type MakeSubject } from './contract.js';
import { anApiKey, anApp, exampleId } from './examples.js';
import { expectValue } from './expect-value.js';
import { failingWith } from './failing-with.js';
import type { Repositories } from './repositories.js';

/** What every {@link Repositories.apiKeys} promises, in the order of the port. */
export const apiKeyRepositoryChecks: readonly Check<Repositories>[] = [
  {
    title: 'finds any key by its id and by its hash as it was inserted',
    async run({ apps, apiKeys }) {
      await apps.insert(anApp());

      await fc.assert(
        fc.asyncProperty(anyApiKey(anApp().id), async (key) => {
          expectValue(await apiKeys.insert(key));
          const found = [await apiKeys.find(key.id), await apiKeys.findByHash(key.hash)];
          await apiKeys.delete(key.appId, key.id);

          expect(found).toEqual([
            { ok: true, value: key },
            { ok: true, value: key },
          ]);
        }),
      );
    },
  },
  {
    title: 'refuses a key of an app that is gone',
    async run({ apiKeys }) {
      expect(await apiKeys.insert(anApiKey())).toEqual(failingWith('changed-meanwhile'));
      expect(await apiKeys.findByHash(anApiKey().hash)).toEqual({ ok: true, value: undefined });
    },
  },
  {
    title: 'throws when a key with a known id or hash is inserted',
    async run({ apps, apiKeys }) {
      await apps.insert(anApp());
      await apiKeys.insert(anApiKey());

      await expect(apiKeys.insert(anApiKey({ hash: 'other' }))).rejects.toThrow();
      await expect(apiKeys.insert(anApiKey({ id: exampleId(9) }))).rejects.toThrow();
    },
  },
  {
    title: 'finds nothing for a hash that differs, be it by the case of a letter',
    async run({ apps, apiKeys }) {
      await apps.insert(anApp());
      await apiKeys.insert(anApiKey({ hash: 'AbcDef' }));

      for (const hash of ['abcdef', 'ABCDEF', 'AbcDe', 'AbcDef ', 'AbcDe_', '']) {
        expect(await apiKeys.findByHash(hash)).toEqual({ ok: true, value: undefined });
      }
    },
  },
  {
    title: 'lists the keys of one app in the order of their id, page after page until all were told once',
    async run({ apps, apiKeys }) {
      await apps.insert(anApp());
      await apps.insert(anApp({ id: exampleId(50) }));
      await apiKeys.insert(anApiKey({ id: exampleId(4), appId: exampleId(50), hash: 'foreign' }));
      const ids = [3, 1, 7, 5, 2].map(exampleId);
      for (const id of ids) await apiKeys.insert(anApiKey({ id, hash: id }));

      for (const limit of [1, 2, 5, 10]) {
        const all = await allPages(limit, (request) => apiKeys.list(anApp().id, request));
        expect(all.map(({ id }) => id)).toEqual([...ids].sort());
      }
    },
  },
  {
    title: 'removes a key of this app, once, and none of another app',
    async run({ apps, apiKeys }) {
      await apps.insert(anApp());
      await apiKeys.insert(anApiKey());

      expect(await apiKeys.delete(exampleId(50), anApiKey().id)).toEqual({ ok: true, value: false });
      expect(expectValue(await apiKeys.findByHash(anApiKey().hash))).toBeDefined();
      expect(await apiKeys.delete(anApp().id, anApiKey().id)).toEqual({ ok: true, value: true });
      expect(await apiKeys.delete(anApp().id, anApiKey().id)).toEqual({ ok: true, value: false });
      expect(await apiKeys.findByHash(anApiKey().hash)).toEqual({ ok: true, value: undefined });
      expect(await apiKeys.find(anApiKey().id)).toEqual({ ok: true, value: undefined });
    },
  },
  {
    title: 'finds nothing for an id that differs, be it by the case of a letter',
    async run({ apps, apiKeys }) {
      await apps.insert(anApp());
      await apiKeys.insert(anApiKey({ id: 'AbcDef' }));

      for (const id of ['abcdef', 'ABCDEF', 'AbcDe', 'AbcDef ', 'AbcDe_', '']) {
        expect(await apiKeys.find(id)).toEqual({ ok: true, value: undefined });
      }
    },
  },
];

/** Runs {@link apiKeyRepositoryChecks}. */
export function apiKeyRepositoryContract(name: string, makeSubject: MakeSubject<Repositories>): void {
  contract(`${name}: API keys`, apiKeyRepositoryChecks, makeSubject);
}
