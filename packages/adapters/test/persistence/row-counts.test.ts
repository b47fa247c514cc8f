import { aConnection, anApp, exampleId } from '@cuelight/test-harness/contracts/examples';
import { describe, expect, it } from 'vitest';
import { createSqlPersistence, migrate } from '../../src/persistence/sql/index.js';
import { dialects } from './dialects.js';

describe.each(dialects)('counting what $name has', (dialect) => {
  dialect.needed();

  it('tells how many rows there are of what an operator knows', async () => {
    const { knex, close } = await dialect.open(await dialect.aNewDatabase());
    await migrate(knex);
    const { connections, apps, rowCounts } = createSqlPersistence(knex);
    await connections.insert(aConnection());
    await connections.insert(aConnection({ id: exampleId(7) }));
    await apps.insert(anApp());

    expect(await rowCounts()).toEqual({
      ok: true,
      value: { connections: 2, apps: 1, apiKeys: 0, processReferences: 0, auditEntries: 0 },
    });
    await close();
  });

  it('fails as a value in a database that has no tables', async () => {
    const { knex, close } = await dialect.open(await dialect.aNewDatabase());

    expect(await createSqlPersistence(knex).rowCounts()).toMatchObject({ failure: { code: 'storage-unavailable' } });
    await close();
  });
});
