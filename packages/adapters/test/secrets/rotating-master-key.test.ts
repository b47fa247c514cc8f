import {
  type Connection,
  createRotateMasterKey,
  deadAfterMs,
  heldByConnections,
  type RotationReport,
  Secret,
  type SecretBinding,
  type SecretStore,
} from '@cuelight/core';
import { aConnection } from '@cuelight/test-harness/contracts/examples';
import { expectValue } from '@cuelight/test-harness/contracts/expect-value';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSqlPersistence } from '../../src/persistence/sql/index.js';
import { createMasterKeys, type KeyRing } from '../../src/secrets/local/index.js';
import { createServiceSecrets, heldByService } from '../../src/secrets/service/index.js';
import { systemClock, systemRandomness } from '../../src/system/index.js';
import { type Migrated, openMigrated } from '../persistence/open-migrated.js';
import { keyRing, localSecrets, oneMasterKey } from './open-local.js';

describe('rotating the master key', () => {
  let database: Migrated;
  let ring: KeyRing;
  let secrets: SecretStore;

  beforeEach(async () => {
    database = await openMigrated();
    ring = keyRing(`${oneMasterKey('k1')},${oneMasterKey('k2')}`);
    await database.persistence.masterKeyState.activateIfNone('k1');
    secrets = localSecrets(database, ring);
  });
  afterEach(() => database.close());

  const rotate = (keys: KeyRing = ring) => {
    const { connections, serviceSecretRows, sealedRecords: records, masterKeyState, hosts } = database.persistence;
    return createRotateMasterKey({
      holders: [heldByConnections({ connections, clock: systemClock }), heldByService(serviceSecretRows)],
      masterKeys: createMasterKeys({ records, masterKeyState, keyRing: keys }),
      backend: 'local',
      hosts,
      clock: systemClock,
    })('k2');
  };
  const bindingOf = (owner: string, field: SecretBinding['field']): SecretBinding => ({
    ...{ owner, field },
    origins: ['https://orchestrator.example'],
  });
  /** A connection with a credential and a webhook secret. */
  async function connect(id: string): Promise<Connection> {
    const put = async (field: SecretBinding['field']) =>
      expectValue(await secrets.put(bindingOf(id, field), new Secret(`${field} of ${id}`)));
    const row = aConnection({
      id,
      credential: await put('credential'),
      subscription: { kind: 'webhook', isProven: true, webhookId: 1, secret: await put('webhook-secret') },
    });
    expectValue(await database.persistence.connections.insert(row));
    return row;
  }
  const credentialOf = async (row: Connection, store = secrets) => {
    const read = row.credential && (await store.read(row.credential, bindingOf(row.id, 'credential')));
    return read?.ok === true ? read.value.reveal() : read?.failure.code;
  };
  const inUse = async () => expectValue(await database.persistence.masterKeyState.inUse()).map(({ keyId }) => keyId);

  it('leaves nothing that needs the old key, and changes no row that names a secret', async () => {
    const rows = [await connect('c1'), await connect('c2')];
    const serviceSecrets = createServiceSecrets({
      rows: database.persistence.serviceSecretRows,
      secrets,
      randomness: systemRandomness,
    });
    const tag = expectValue(await serviceSecrets.get('reference-tag')).reveal();

    const report: RotationReport = expectValue(await rotate());

    expect(report).toEqual({ done: 3, already: 0, failed: 0, failures: [], stillNeeded: [] });
    const withoutTheOld = localSecrets(database, new Map([...ring].filter(([id]) => id === 'k2')));
    for (const row of rows) {
      expect(await database.persistence.connections.find(row.id)).toEqual({ ok: true, value: row });
      expect(await credentialOf(row, withoutTheOld)).toBe(`credential of ${row.id}`);
    }
    const again = createServiceSecrets({
      rows: database.persistence.serviceSecretRows,
      secrets: withoutTheOld,
      randomness: systemRandomness,
    });
    expect(expectValue(await again.get('reference-tag')).reveal()).toBe(tag);
  });

  it('has new secrets need the new key from its first moment on', async () => {
    await connect('c1');
    await rotate();
    await connect('c2');

    expect(await inUse()).toEqual(['k2']);
  });

  it('finds nothing to do when it is asked for again', async () => {
    await connect('c1');
    await rotate();

    expect(expectValue(await rotate())).toMatchObject({ done: 0, already: 1, stillNeeded: [] });
  });

  it('changes nothing when this host does not have the key', async () => {
    await connect('c1');

    const refused = await rotate(new Map([...ring].filter(([id]) => id === 'k1')));

    expect(refused).toMatchObject({ failure: { code: 'master-key-missing' } });
    expect(await inUse()).toEqual(['k1']);
    expect(await database.persistence.masterKeyState.activeKeyId()).toEqual({ ok: true, value: 'k1' });
  });

  it('changes nothing while a live host does not have the key, and names that host', async () => {
    await connect('c1');
    const host = { kind: 'service', secretBackends: ['local'], startedAtMs: 0 } as const;
    await database.persistence.hosts.beat({ ...host, id: 'h1', name: 'web-1', masterKeyIds: ['k1', 'k2'] });
    await database.persistence.hosts.beat({ ...host, id: 'h2', name: 'web-2', masterKeyIds: ['k1'] });

    const refused = await rotate();

    expect(refused).toMatchObject({ failure: { code: 'host-lacks-master-key' } });
    expect(JSON.stringify(refused)).toContain('web-2');
    expect(JSON.stringify(refused)).not.toContain('web-1');
    expect(await database.persistence.masterKeyState.activeKeyId()).toEqual({ ok: true, value: 'k1' });

    await database.knex('hosts').where({ id: 'h2' }).decrement('seen_at_ms', deadAfterMs);
    expect(await rotate()).toMatchObject({ ok: true });
  });

  it('tells which keys are needed still when a secret does not open, and rotates the others', async () => {
    const [spoilt, sound] = [await connect('c1'), await connect('c2')];
    const { version } = spoilt.credential ?? { version: '' };
    await database
      .knex('sealed_records')
      .where({ version })
      .update({ sealed: database.knex.raw("replace(sealed, '.', '.A')") });

    const report = expectValue(await rotate());

    expect(report).toMatchObject({ done: 1, failed: 1, stillNeeded: [{ keyId: 'k1', secrets: 2 }] });
    expect(report.failures).toMatchObject([{ owner: 'c1', failure: { code: 'secret-damaged' } }]);
    expect(await credentialOf(sound)).toBe('credential of c2');
  });

  it('tells of a secret that no row names', async () => {
    await secrets.put(bindingOf('nobody', 'credential'), new Secret('left behind'));

    expect(expectValue(await rotate()).stillNeeded).toEqual([{ keyId: 'k1', secrets: 1 }]);
  });

  it('wraps the credential that a connection has by then, when it is replaced meanwhile', async () => {
    const row = await connect('c1');
    const next = expectValue(await secrets.put(bindingOf('c1', 'credential'), new Secret('the new one')));
    const { sealedRecords } = database.persistence;
    const find = sealedRecords.find.bind(sealedRecords);
    let isFirst = true;
    Object.assign(sealedRecords, {
      async find(name: string, version: string) {
        if (isFirst && row.credential) {
          isFirst = false;
          expectValue(await database.persistence.connections.replace({ ...row, credential: next }));
          await secrets.delete(row.credential);
        }
        return find(name, version);
      },
    });

    expect(expectValue(await rotate())).toMatchObject({ failed: 0, stillNeeded: [] });

    expect(await credentialOf({ ...row, credential: next })).toBe('the new one');
  });

  it('finds a secret that a host was about to store with the old key when the new one was activated', async () => {
    const rows = [await connect('c1'), await connect('c2')];
    const { masterKeyState } = database.persistence;
    const [late] = rows;
    const activate = masterKeyState.activate.bind(masterKeyState);
    let wasLate = false;
    Object.assign(masterKeyState, {
      async inUse() {
        if (!wasLate && late !== undefined) {
          wasLate = true;
          await activate('k1');
          const credential = expectValue(await secrets.put(bindingOf('c1', 'credential'), new Secret('put late')));
          await activate('k2');
          expectValue(await database.persistence.connections.replace({ ...late, credential }));
          if (late.credential) await secrets.delete(late.credential);
        }
        return createSqlPersistence(database.knex).masterKeyState.inUse();
      },
    });

    expect(expectValue(await rotate())).toMatchObject({ done: 3, failed: 0, stillNeeded: [] });
  });

  it('can be done by two at once', async () => {
    const rows = [];
    for (let number = 0; number < 30; number += 1) rows.push(await connect(`c${number}`));

    const reports = await Promise.all([rotate(), rotate()]);

    for (const report of reports) expect(report).toMatchObject({ value: { failed: 0, stillNeeded: [] } });
    for (const row of rows) expect(await credentialOf(row)).toBe(`credential of ${row.id}`);
  });
});
