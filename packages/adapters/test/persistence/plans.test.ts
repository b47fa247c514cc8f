import { exampleId } from '@cuelight/test-harness/contracts/examples';
import type { Knex } from 'knex';
import { describe, expect, it } from 'vitest';
import { createSqlPersistence, migrate, type SqlPersistence } from '../../src/persistence/sql/index.js';
import { dialects } from './dialects.js';

const request = { limit: 20, afterId: exampleId(2_500) };

/** Every page that is read, from somewhere in the middle. */
const pages: Readonly<Record<string, (persistence: SqlPersistence) => Promise<unknown>>> = {
  'connections of one status': ({ connections }) => connections.list(request, ['verified']),
  'connections of the usual statuses': ({ connections }) => connections.list(request, ['verified', 'retired']),
  'connections of rare statuses': ({ connections }) => connections.list(request, ['connecting', 'retired']),
  apps: ({ apps }) => apps.list(request),
  'API keys of an app': ({ apiKeys }) => apiKeys.list('app', request),
  'process references of an app': ({ processReferences }) => processReferences.list({ appId: 'app' }, request),
  'process references of a connection': ({ processReferences }) =>
    processReferences.list({ connectionId: exampleId(0) }, request),
};

describe.each(dialects)('a page of many rows in $name', (dialect) => {
  dialect.needed();

  it('is read along an index from where it begins, and not sorted out of all', async () => {
    const { knex, close } = await dialect.open(await dialect.aNewDatabase());
    await migrate(knex);
    await fill(knex, 5_000);
    const persistence = createSqlPersistence(knex);

    for (const [name, read] of Object.entries(pages)) {
      const asked: Asked[] = [];
      const note = (query: Asked) => void asked.push(query);
      knex.on('query', note);
      expect(await read(persistence), name).toMatchObject({ ok: true });
      knex.removeListener('query', note);

      expect(asked, name).toHaveLength(1);
      for (const { sql, bindings } of asked) await expectAPlanAlongAnIndex[dialect.name]?.(knex, name, sql, bindings);
    }
    await close();
  });
});

interface Asked {
  readonly sql: string;
  readonly bindings: readonly Knex.RawBinding[];
}

type Expectation = (knex: Knex, name: string, sql: string, bindings: readonly Knex.RawBinding[]) => Promise<void>;

const expectAPlanAlongAnIndex: Readonly<Record<string, Expectation>> = {
  async SQLite(knex, name, sql, bindings) {
    const steps: readonly { readonly detail: string }[] = await knex.raw(`EXPLAIN QUERY PLAN ${sql}`, bindings);
    const details = steps.map(({ detail }) => detail).join('\n');

    expect(details, name).toMatch(/SEARCH \w+ USING (COVERING )?INDEX \w+ \(.*id>\?\)/);
    expect(details, name).not.toMatch(/SCAN (connections|apps|api_keys|process_references)/);
  },
  async MySQL(knex, name, sql, bindings) {
    // How many rows of its tables were touched.
    await knex.transaction(async (transaction) => {
      await transaction.raw('FLUSH STATUS');
      await transaction.raw(sql, bindings);
      const [counts]: readonly (readonly { readonly Variable_name: string; readonly Value: string }[])[] =
        await transaction.raw("SHOW SESSION STATUS LIKE 'Handler_read_%'");
      const alongKeys = (counts ?? [])
        .filter(({ Variable_name }) => /^Handler_read_(key|next|prev|first|last|rnd)$/.test(Variable_name))
        .reduce((sum, { Value }) => sum + Number(Value), 0);

      expect(alongKeys, name).toBeGreaterThan(0);
      expect(alongKeys, name).toBeLessThan(8 * request.limit);
    });
  },
};

/** Many rows of each table; a hundredth of the connections is being removed. */
async function fill(knex: Knex, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, number) => number);
  const connections = numbers.map((number) => ({
    id: exampleId(number),
    name: 'Finance',
    orchestrator_url: 'https://orchestrator.example',
    origin: 'https://orchestrator.example',
    tenant: 'Default',
    status: number % 100 === 0 ? 'retired' : 'verified',
    subscription: 'polling',
    polling_reason: 'no-public-url',
    created_at_ms: 0,
    revision: 1,
  }));
  const apps = numbers.map((number) => ({ id: exampleId(number), name: 'Portal', origins: '[]', created_at_ms: 0 }));
  const keys = numbers.map((number) => ({
    id: exampleId(number),
    app_id: 'app',
    name: 'key',
    scope: 'runtime',
    hash: String(number),
    created_at_ms: 0,
  }));
  const references = numbers.map((number) => ({
    id: exampleId(number),
    app_id: 'app',
    connection_id: exampleId(0),
    folder_key: 'key',
    folder_path: 'path',
    release_key: 'key',
    package_id: 'package',
    version: '1',
    is_pinned: false,
    run_on: 'orchestrator',
    created_at_ms: 0,
  }));
  await knex.batchInsert('connections', connections, 500);
  await knex.batchInsert('apps', [...apps, { id: 'app', name: 'Portal', origins: '[]', created_at_ms: 0 }], 500);
  await knex.batchInsert('api_keys', keys, 500);
  await knex.batchInsert('process_references', references, 500);
}
