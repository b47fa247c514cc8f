import { type ProcessReference, succeed } from '@cuelight/core';
import { aProcessReference } from '../../src/contracts/examples.js';
import type { Repositories } from '../../src/contracts/repositories.js';
import type { HonestRepositories } from './honest-repositories.js';
import type { Mutant } from './mutant.js';

/** Process reference repositories with a fault each. */
export const processReferenceMutants: readonly Mutant<HonestRepositories, Repositories>[] = [
  {
    fault: 'keeps every reference as unpinned',
    caughtBy: 'finds any reference as it was inserted',
    break: (honest) =>
      withReferences(honest, {
        insert: (reference) => honest.processReferences.insert({ ...reference, isPinned: false }),
      }),
  },
  {
    fault: 'takes a reference whose owners are gone',
    caughtBy: 'refuses a reference of an app, or on a connection, that is gone',
    break: (honest) =>
      withReferences(honest, {
        insert: async (reference) => succeed(honest.rows.processReferences.insert(reference)),
      }),
  },
  {
    fault: 'overwrites a reference with the same id',
    caughtBy: 'throws when a reference with a known id is inserted, and keeps the known one',
    break: (honest) =>
      withReferences(honest, {
        insert: async (reference) => succeed(honest.rows.processReferences.set(reference)),
      }),
  },
  {
    fault: 'makes up a reference it does not have',
    caughtBy: 'finds nothing for an id it does not have',
    break: (honest) =>
      withReferences(honest, {
        find: async (id) => succeed(honest.rows.processReferences.get(id) ?? aProcessReference({ id })),
      }),
  },
  {
    fault: 'lists the references of every app',
    caughtBy: 'lists the references of one app, or on one connection, and no others',
    break: (honest) =>
      withReferences(honest, {
        list: async (_, request) => succeed(honest.rows.processReferences.page(request, () => true)),
      }),
  },
  {
    fault: 'lists in the order of insertion',
    caughtBy: 'lists in the order of the id, page after page until all were told once',
    break: (honest) =>
      withReferences(honest, {
        list: async (of, { afterId = '', limit }) =>
          succeed(honest.rows.processReferences.where((row) => isOf(of, row) && row.id > afterId).slice(0, limit)),
      }),
  },
  {
    fault: 'pins the version it notes',
    caughtBy: 'notes a version, and nothing else',
    break: (honest) =>
      withReferences(honest, {
        async noteVersion(id, version) {
          const row = honest.rows.processReferences.get(id);
          if (row !== undefined) honest.rows.processReferences.set({ ...row, version, isPinned: true });
          return succeed(undefined);
        },
      }),
  },
  {
    fault: 'brings back a reference that is gone',
    caughtBy: 'notes nothing of a reference that is gone',
    break: (honest) =>
      withReferences(honest, {
        noteVersion: async (id, version) =>
          succeed(honest.rows.processReferences.set(aProcessReference({ id, version }))),
      }),
  },
  {
    fault: 'removes a reference of any app',
    caughtBy: 'removes a reference of this app, once, and none of another app',
    break: (honest) =>
      withReferences(honest, {
        delete: async (_, id) => succeed(honest.rows.processReferences.remove((row) => row.id === id) > 0),
      }),
  },
  {
    fault: 'removes the references on every connection',
    caughtBy: 'removes all references on a connection, and none on another',
    break: (honest) =>
      withReferences(honest, {
        async deleteByConnection() {
          honest.rows.processReferences.remove(() => true);
          return succeed(undefined);
        },
      }),
  },
];

function withReferences(honest: HonestRepositories, faulty: Partial<Repositories['processReferences']>): Repositories {
  return { ...honest, processReferences: { ...honest.processReferences, ...faulty } };
}

function isOf(of: { readonly appId: string } | { readonly connectionId: string }, row: ProcessReference): boolean {
  return 'appId' in of ? row.appId === of.appId : row.connectionId === of.connectionId;
}
