import { type Connection, originOf } from '@cuelight/core';
import fc from 'fast-check';
import { expect } from 'vitest';
import { connections as anyConnection } from '../arbitraries/connection.js';
import { allPages } from './all-pages.js';
import { type Check, contract, type MakeSubject } from './contract.js';
import { aConnection, anApp, aProcessReference, exampleId, exampleUrl } from './examples.js';
import { expectValue } from './expect-value.js';
import { failingWith } from './failing-with.js';
import type { Repositories } from './repositories.js';

/** What every {@link Repositories.connections} promises, in the order of the port. */
export const connectionRepositoryChecks: readonly Check<Repositories>[] = [
  {
    title: 'finds any connection as it was inserted',
    run: ({ connections }) =>
      fc.assert(
        fc.asyncProperty(anyConnection(), async (connection) => {
          expectValue(await connections.insert(connection));
          const found = await connections.find(connection.id);
          await connections.delete(connection.id);

          expect(found).toEqual({ ok: true, value: connection });
        }),
      ),
  },
  {
    title: 'throws when a connection with a known id is inserted, and keeps the known one',
    async run({ connections }) {
      await connections.insert(aConnection());

      await expect(connections.insert(aConnection({ name: 'Another' }))).rejects.toThrow();

      expect(await connections.find(aConnection().id)).toEqual({ ok: true, value: aConnection() });
    },
  },
  {
    title: 'finds nothing for an id it does not have',
    async run({ connections }) {
      await connections.insert(aConnection());

      expect(await connections.find(exampleId(9))).toEqual({ ok: true, value: undefined });
    },
  },
  {
    title: 'lists connections of the statuses asked for, in the order of their id',
    async run({ connections }) {
      const stand = ['retired', 'verified', 'connecting', 'verified'] as const;
      for (const [index, status] of stand.entries()) {
        await connections.insert(aConnection({ id: exampleId(9 - index), status }));
      }
      const list = async (...statuses: readonly Connection['status'][]) =>
        expectValue(await connections.list({ limit: 10 }, statuses)).map(({ id }) => id);

      expect(await list('verified')).toEqual([exampleId(6), exampleId(8)]);
      expect(await list('connecting', 'retired')).toEqual([exampleId(7), exampleId(9)]);
      expect(await list()).toEqual([]);
    },
  },
  {
    title: 'lists page after page until all were told once',
    async run({ connections }) {
      const ids = [3, 1, 7, 5, 2].map(exampleId);
      for (const id of ids) await connections.insert(aConnection({ id }));

      for (const limit of [1, 2, 5, 10]) {
        const all = await allPages(limit, (request) => connections.list(request, ['verified']));
        expect(all.map(({ id }) => id)).toEqual([...ids].sort());
      }
    },
  },
  {
    title: 'knows the origin of a verified connection, whatever its path',
    async run({ connections }) {
      const orchestratorUrl = exampleUrl('https://orchestrator.example:8443/automation');
      await connections.insert(aConnection({ target: { orchestratorUrl, tenant: 'Default' } }));

      expect(await connections.hasOrigin(originOf(orchestratorUrl))).toEqual({ ok: true, value: true });
      expect(await connections.hasOrigin('https://orchestrator.example')).toEqual({ ok: true, value: false });
    },
  },
  {
    title: 'does not count the origin of a connection that is being made or removed',
    async run({ connections }) {
      await connections.insert(aConnection({ id: exampleId(1), status: 'connecting' }));
      await connections.insert(aConnection({ id: exampleId(2), status: 'retired' }));

      expect(await connections.hasOrigin('https://orchestrator.example')).toEqual({ ok: true, value: false });
    },
  },
  {
    title: 'replaces a connection by any other, and answers it with the next revision',
    run: ({ connections }) =>
      fc.assert(
        fc.asyncProperty(anyConnection(), anyConnection(), async (before, other) => {
          const { id, revision } = before;
          const next = { ...other, id, revision: revision + 1 };
          expectValue(await connections.insert(before));
          const replaced = await connections.replace({ ...other, id, revision });
          const found = await connections.find(id);
          await connections.delete(id);

          expect(replaced).toEqual({ ok: true, value: next });
          expect(found).toEqual({ ok: true, value: next });
        }),
      ),
  },
  {
    title: 'forgets the origin of a target that was replaced',
    async run({ connections }) {
      await connections.insert(aConnection());
      const orchestratorUrl = exampleUrl('https://new.example');
      await connections.replace(aConnection({ target: { orchestratorUrl, tenant: 'Default' } }));

      expect(await connections.hasOrigin('https://orchestrator.example')).toEqual({ ok: true, value: false });
      expect(await connections.hasOrigin('https://new.example')).toEqual({ ok: true, value: true });
    },
  },
  {
    title: 'refuses to replace a revision that is no longer there, and changes nothing',
    async run({ connections }) {
      await connections.insert(aConnection({ revision: 4 }));

      for (const revision of [3, 5]) {
        const replaced = await connections.replace(aConnection({ name: 'Another', revision }));
        expect(replaced).toEqual(failingWith('changed-meanwhile'));
      }
      expect(await connections.find(aConnection().id)).toEqual({ ok: true, value: aConnection({ revision: 4 }) });
    },
  },
  {
    title: 'lets exactly one of two changes of the same revision through',
    async run({ connections }) {
      await connections.insert(aConnection());

      const changes = ['One', 'Two'].map((name) => connections.replace(aConnection({ name })));

      const outcomes = await Promise.all(changes);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.filter(({ ok }) => !ok)).toEqual([failingWith('changed-meanwhile')]);
    },
  },
  {
    title: 'refuses to replace a connection that is gone',
    async run({ connections }) {
      expect(await connections.replace(aConnection())).toEqual(failingWith('changed-meanwhile'));
      expect(await connections.find(aConnection().id)).toEqual({ ok: true, value: undefined });
    },
  },
  {
    title: 'removes a connection and no other; removing one that is gone succeeds',
    async run({ connections }) {
      await connections.insert(aConnection());
      await connections.insert(aConnection({ id: exampleId(8) }));

      expect(await connections.delete(aConnection().id)).toEqual({ ok: true, value: undefined });
      expect(await connections.delete(aConnection().id)).toEqual({ ok: true, value: undefined });

      expect(await connections.find(aConnection().id)).toEqual({ ok: true, value: undefined });
      expect(expectValue(await connections.find(exampleId(8)))).toBeDefined();
    },
  },
  {
    title: 'removes the references on a connection with it',
    async run({ connections, apps, processReferences }) {
      await connections.insert(aConnection());
      await apps.insert(anApp());
      await processReferences.insert(aProcessReference());

      expectValue(await connections.delete(aConnection().id));

      expect(await processReferences.find(aProcessReference().id)).toEqual({ ok: true, value: undefined });
    },
  },
];

/** Runs {@link connectionRepositoryChecks}. */
export function connectionRepositoryContract(name: string, makeSubject: MakeSubject<Repositories>): void {
  contract(`${name}: connections`, connectionRepositoryChecks, makeSubject);
}
