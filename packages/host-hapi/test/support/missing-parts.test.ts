import { createSqlPersistence, migrate } from '@cuelight/adapters/persistence/sql';
import { openSqlite } from '@cuelight/adapters/persistence/sqlite';
import { createMemorySecrets } from '@cuelight/adapters/secrets/memory';
import { type Diagnosis, fail, Secret, succeed } from '@cuelight/core';
import { aConnection } from '@cuelight/test-harness/contracts/examples';
import { describe, expect, it, onTestFinished } from 'vitest';
import { madeOnce } from '../../src/support/made-once.js';
import { makeSupportBundle } from '../../src/support/make-support-bundle.js';
import { partOrFailure } from '../../src/support/part.js';
import { type SupportFrom, supportBundle } from '../../src/support/support-bundle.js';
import { bundleIn } from './a-bundle.js';

const noAudit: SupportFrom['audit'] = fail({ code: 'storage-unavailable', detail: 'It is away.' });

/** A database that has a connection whose secret is nowhere. */
async function aDatabase() {
  const database = await openSqlite({ file: ':memory:' });
  if (!database.ok) throw new Error(database.failure.detail);
  onTestFinished(() => database.value.close());
  await migrate(database.value.knex);
  const persistence = createSqlPersistence(database.value.knex);
  await persistence.connections.insert(aConnection({ credential: { backend: 'memory', name: 'x', version: '1' } }));
  return { persistence, knex: database.value.knex };
}

const backendsOf = (store: ReturnType<typeof createMemorySecrets>): SupportFrom['secretBackends'] =>
  succeed({ stores: new Map([['memory', store]]), newIn: 'memory' });

describe('a support bundle of what does not work', () => {
  it('has the failure in place of each part that needs a database which is away', async () => {
    const away: SupportFrom['persistence'] = fail({ code: 'storage-unavailable', detail: 'The database is away.' });

    const bundle = bundleIn(
      await supportBundle({ madeBy: 'service', persistence: away, secretBackends: away, audit: away }),
    );

    const failure = { code: 'storage-unavailable', detail: 'The database is away.' };
    expect(bundle).toMatchObject({
      program: { node: process.versions.node },
      settings: { settings: expect.any(Array) },
      ...{ database: { failure }, hosts: { failure }, connections: { failure }, audit: { failure } },
      redaction: { notKnown: [{ what: 'stored secrets', code: 'storage-unavailable' }] },
    });
  });

  it('has the failure of a database that goes away while it is asked', async () => {
    const { persistence, knex } = await aDatabase();
    await knex.schema.dropTable('process_references');
    await knex.schema.dropTable('connections');

    const bundle = bundleIn(
      await supportBundle({
        ...{ madeBy: 'service', persistence: succeed(persistence), audit: noAudit },
        secretBackends: backendsOf(createMemorySecrets()),
      }),
    );

    expect(bundle).toMatchObject({
      database: { schema: { version: expect.any(String) }, rows: { failure: { code: 'storage-unavailable' } } },
      hosts: { alive: [] },
      connections: { failure: { code: 'storage-unavailable' } },
    });
  });

  it('tells of each connection why its secrets cannot be read: the vault is away, or never had them', async () => {
    const { persistence } = await aDatabase();
    const vault = createMemorySecrets();
    const unreachable = { ...vault, read: async () => fail({ code: 'secret-unavailable', detail: 'Away.' } as const) };
    const from = { madeBy: 'service', persistence: succeed(persistence), audit: noAudit } as const;

    const [away, empty] = [
      bundleIn(await supportBundle({ ...from, secretBackends: backendsOf(unreachable) })),
      bundleIn(await supportBundle({ ...from, secretBackends: backendsOf(vault) })),
    ];

    expect(away.connections.connections).toMatchObject([{ name: 'Production', secrets: 'secret-unavailable' }]);
    expect(away.redaction.notKnown).toEqual([{ what: aConnection().id, code: 'secret-unavailable' }]);
    expect(empty.connections.connections).toMatchObject([{ secrets: 'secret-missing' }]);
  });

  it('counts the connections whose record cannot be read', async () => {
    const { persistence, knex } = await aDatabase();
    await knex('connections').update({ orchestrator_url: 'no URL' });

    const bundle = bundleIn(
      await supportBundle({
        ...{ madeBy: 'service', persistence: succeed(persistence), audit: noAudit },
        secretBackends: backendsOf(createMemorySecrets()),
      }),
    );

    expect(bundle.connections).toEqual({ recordsUnreadable: 1, connections: [] });
  });

  it('has the last diagnosis of each connection, without a secret', async () => {
    const evidence = 'Asked as admin with the-admin-key-of-this-test.';
    const diagnosis: Diagnosis = {
      verdict: 'fail',
      rootCause: 'credentials-accepted',
      checks: [
        {
          id: 'credentials-accepted',
          question: 'Is it?',
          verdict: 'fail',
          evidence,
          remedy: 'Mend it.',
          dependsOn: [],
        },
      ],
    };
    const away: SupportFrom['persistence'] = fail({ code: 'storage-unavailable', detail: 'Away.' });

    const bundle = bundleIn(
      await supportBundle({
        ...{ madeBy: 'service', persistence: away, secretBackends: away, audit: away },
        adminKey: new Secret('the-admin-key-of-this-test'),
        diagnoses: async () => [{ connectionId: 'c1', checkedAtMs: 0, diagnosis }],
      }),
    );

    expect(bundle.diagnoses).toEqual({
      diagnoses: [
        {
          ...{ connectionId: 'c1', checkedAt: '1970-01-01T00:00:00.000Z', verdict: 'fail' },
          rootCause: 'credentials-accepted',
          checks: [
            {
              id: 'credentials-accepted',
              verdict: 'fail',
              evidence: 'Asked as admin with [redacted].',
              remedy: 'Mend it.',
            },
          ],
        },
      ],
    });
    expect(bundle.redaction.replaced).toBe(1);
  });

  it('has a bug in place of the part that has it, without its message', async () => {
    const text = await makeSupportBundle({
      madeBy: 'service',
      parts: {
        program: async () => {
          throw new TypeError('canary-5d10');
        },
      },
      knownSecrets: async () => ({ values: [], notKnown: [] }),
    });

    expect(bundleIn(text).program).toMatchObject({ failure: { code: 'internal-error' } });
    expect(text).toContain('TypeError');
    expect(text).not.toContain('canary-5d10');
  });

  it('does not wait for a part that takes too long', async () => {
    expect(await partOrFailure(() => new Promise<never>(() => {}), 20)).toEqual({
      failure: { code: 'too-slow', detail: 'It was not there within 0.02 seconds.' },
    });
  });

  it('is made once for all who ask meanwhile, and anew for the next', async () => {
    let made = 0;
    const bundle = madeOnce(async () => `bundle ${++made}`);

    expect(await Promise.all([bundle(), bundle()])).toEqual(['bundle 1', 'bundle 1']);
    expect(await bundle()).toBe('bundle 2');
  });
});
