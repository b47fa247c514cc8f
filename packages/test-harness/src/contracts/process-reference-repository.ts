import fc from 'fast-check';
import { expect } from 'vitest';
import { processReferences as anyReference } from '../arbitraries/process-reference.js';
import { allPages } from './all-pages.js';
import { type Check, contract, type MakeSubject } from './contract.js';
import { aConnection, anApp, aProcessReference, exampleId } from './examples.js';
import { expectValue } from './expect-value.js';
import { failingWith } from './failing-with.js';
import type { Repositories } from './repositories.js';

/** What every {@link Repositories.processReferences} promises, in the order of the port. */
export const processReferenceRepositoryChecks: readonly Check<Repositories>[] = [
  {
    title: 'finds any reference as it was inserted',
    async run(repositories) {
      const { processReferences } = await withOwners(repositories);
      const owners = { appId: anApp().id, connectionId: aConnection().id };

      await fc.assert(
        fc.asyncProperty(anyReference(owners), async (reference) => {
          expectValue(await processReferences.insert(reference));
          const found = await processReferences.find(reference.id);
          await processReferences.delete(reference.appId, reference.id);

          expect(found).toEqual({ ok: true, value: reference });
        }),
      );
    },
  },
  {
    title: 'refuses a reference of an app, or on a connection, that is gone',
    async run(repositories) {
      const { processReferences } = await withOwners(repositories);
      const gone = exampleId(99);

      for (const change of [{ appId: gone }, { connectionId: gone }]) {
        const inserted = await processReferences.insert(aProcessReference(change));
        expect(inserted).toEqual(failingWith('changed-meanwhile'));
      }
      expect(await processReferences.find(aProcessReference().id)).toEqual({ ok: true, value: undefined });
    },
  },
  {
    title: 'throws when a reference with a known id is inserted, and keeps the known one',
    async run(repositories) {
      const { processReferences } = await withOwners(repositories);
      await processReferences.insert(aProcessReference());

      await expect(processReferences.insert(aProcessReference({ version: '9.9.9' }))).rejects.toThrow();

      expect(await processReferences.find(aProcessReference().id)).toEqual({ ok: true, value: aProcessReference() });
    },
  },
  {
    title: 'finds nothing for an id it does not have',
    async run({ processReferences }) {
      expect(await processReferences.find(exampleId(99))).toEqual({ ok: true, value: undefined });
    },
  },
  {
    title: 'lists the references of one app, or on one connection, and no others',
    async run(repositories) {
      const { processReferences } = await withOwners(repositories);
      await processReferences.insert(aProcessReference({ id: exampleId(30) }));
      await processReferences.insert(aProcessReference({ id: exampleId(29), ...otherApp }));
      await processReferences.insert(aProcessReference({ id: exampleId(28), ...otherConnection }));
      const list = async (of: { appId: string } | { connectionId: string }) =>
        expectValue(await processReferences.list(of, { limit: 10 })).map(({ id }) => id);

      expect(await list({ appId: anApp().id })).toEqual([exampleId(28), exampleId(30)]);
      expect(await list({ connectionId: aConnection().id })).toEqual([exampleId(29), exampleId(30)]);
      expect(await list({ appId: exampleId(99) })).toEqual([]);
    },
  },
  {
    title: 'lists in the order of the id, page after page until all were told once',
    async run(repositories) {
      const { processReferences } = await withOwners(repositories);
      const ids = [3, 1, 7, 5, 2].map(exampleId);
      for (const id of ids) await processReferences.insert(aProcessReference({ id }));

      for (const of of [{ appId: anApp().id }, { connectionId: aConnection().id }]) {
        for (const limit of [1, 2, 10]) {
          const all = await allPages(limit, (request) => processReferences.list(of, request));
          expect(all.map(({ id }) => id)).toEqual([...ids].sort());
        }
      }
    },
  },
  {
    title: 'notes a version, and nothing else',
    async run(repositories) {
      const { processReferences } = await withOwners(repositories);
      await processReferences.insert(aProcessReference());
      await processReferences.insert(aProcessReference({ id: exampleId(30) }));

      expectValue(await processReferences.noteVersion(aProcessReference().id, '2.0.0-beta1'));

      const noted = aProcessReference({ version: '2.0.0-beta1' });
      expect(await processReferences.find(noted.id)).toEqual({ ok: true, value: noted });
      expect(expectValue(await processReferences.find(exampleId(30)))?.version).toBe(aProcessReference().version);
    },
  },
  {
    title: 'notes nothing of a reference that is gone',
    async run({ processReferences }) {
      expect(await processReferences.noteVersion(exampleId(99), '2.0.0')).toEqual({ ok: true, value: undefined });
      expect(await processReferences.find(exampleId(99))).toEqual({ ok: true, value: undefined });
    },
  },
  {
    title: 'removes a reference of this app, once, and none of another app',
    async run(repositories) {
      const { processReferences } = await withOwners(repositories);
      const { id, appId } = aProcessReference();
      await processReferences.insert(aProcessReference());

      expect(await processReferences.delete(otherApp.appId, id)).toEqual({ ok: true, value: false });
      expect(expectValue(await processReferences.find(id))).toBeDefined();
      expect(await processReferences.delete(appId, id)).toEqual({ ok: true, value: true });
      expect(await processReferences.delete(appId, id)).toEqual({ ok: true, value: false });
      expect(await processReferences.find(id)).toEqual({ ok: true, value: undefined });
    },
  },
  {
    title: 'removes all references on a connection, and none on another',
    async run(repositories) {
      const { processReferences } = await withOwners(repositories);
      await processReferences.insert(aProcessReference({ id: exampleId(28) }));
      await processReferences.insert(aProcessReference({ id: exampleId(29), ...otherApp }));
      await processReferences.insert(aProcessReference({ id: exampleId(30), ...otherConnection }));

      expectValue(await processReferences.deleteByConnection(aConnection().id));
      expectValue(await processReferences.deleteByConnection(aConnection().id));

      expect(await processReferences.find(exampleId(28))).toEqual({ ok: true, value: undefined });
      expect(await processReferences.find(exampleId(29))).toEqual({ ok: true, value: undefined });
      expect(expectValue(await processReferences.find(exampleId(30)))).toBeDefined();
    },
  },
];

/** Runs {@link processReferenceRepositoryChecks}. */
export function processReferenceRepositoryContract(name: string, makeSubject: MakeSubject<Repositories>): void {
  contract(`${name}: process references`, processReferenceRepositoryChecks, makeSubject);
}

const otherApp = { appId: exampleId(20) };
const otherConnection = { connectionId: exampleId(10) };

/** Adds two apps and two connections for references to belong to. */
async function withOwners(repositories: Repositories): Promise<Repositories> {
  const { apps, connections } = repositories;
  for (const id of [anApp().id, otherApp.appId]) expectValue(await apps.insert(anApp({ id })));
  for (const id of [aConnection().id, otherConnection.connectionId]) {
    expectValue(await connections.insert(aConnection({ id })));
  }
  return repositories;
}
