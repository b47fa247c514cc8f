import { createHmac } from 'node:crypto';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Secret, type SecretBinding } from '@cuelight/core';
import type { Knex } from 'knex';
import { describe, expect, it } from 'vitest';
import { createSqlPersistence, migrate } from '../../src/persistence/sql/index.js';
import { type KeyRing, type MasterKeysSource, openMasterKeys } from '../../src/secrets/local/index.js';
import { dialects } from '../persistence/dialects.js';
import { type Migrated, openMigrated } from '../persistence/open-migrated.js';
import { temporaryFolder } from '../temporary-folder.js';
import { oneMasterKey, openLocal } from './open-local.js';

const binding: SecretBinding = { owner: 'production', field: 'credential', origins: [] };

describe('opening the master keys of a new database', () => {
  it('makes a key in a file for the service alone, and finds it again', async () => {
    const ownFile = join(await temporaryFolder(), 'data', 'master-keys');
    const database = await openMigrated();

    const made = await open(database, { ownFile });
    const again = await open(database, { ownFile });

    expect(made.ok && [...made.value.keys()]).toEqual(['k1']);
    expect((await stat(ownFile)).mode & 0o777).toBe(0o600);
    expect(made.ok && again.ok && exported(made.value)).toEqual(again.ok && exported(again.value));
    expect(await database.persistence.masterKeyState.activeKeyId()).toEqual({ ok: true, value: 'k1' });
    await database.close();
  });

  it('lets two hosts that start at once have the same key', async () => {
    const folder = await temporaryFolder();
    const [file, ownFile] = [join(folder, 'cuelight.db'), join(folder, 'master-keys')];
    const hosts = [await openMigrated(file), await openMigrated(file)];

    const rings = await Promise.all(hosts.map((host) => open(host, { ownFile })));

    const [one, other] = rings.map((ring) => ring.ok && exported(ring.value));
    expect(one).toMatchObject([['k1', expect.any(String)]]);
    expect(other).toEqual(one);
    await Promise.all(hosts.map((host) => host.close()));
  });

  it('makes the first key that was given the one that encrypts', async () => {
    const database = await openMigrated();

    await open(database, { text: `${oneMasterKey('k5')},${oneMasterKey('k4')}` });

    expect(await database.persistence.masterKeyState.activeKeyId()).toEqual({ ok: true, value: 'k5' });
    await database.close();
  });

  it('makes no key where hosts share the database', async () => {
    const database = await openMigrated();

    expect(await open(database, {})).toMatchObject({ ok: false, failure: { code: 'master-key-missing' } });
    await database.close();
  });

  it('refuses the later of two hosts that were given different keys', async () => {
    const file = join(await temporaryFolder(), 'cuelight.db');
    const hosts = [await openMigrated(file), await openMigrated(file)];

    const rings = await Promise.all(hosts.map((host, index) => open(host, { text: oneMasterKey(`k${index}`) })));

    expect(rings.filter(({ ok }) => ok)).toHaveLength(1);
    expect(rings.find(({ ok }) => !ok)).toMatchObject({ failure: { code: 'master-key-missing' } });
    await Promise.all(hosts.map((host) => host.close()));
  });
});

describe('opening the master keys of a database that holds secrets', () => {
  it('makes no key in place of one that was lost, and names it', async () => {
    const ownFile = join(await temporaryFolder(), 'master-keys');
    const database = await withSecret(oneMasterKey('k3'));

    expect(await open(database, { ownFile })).toMatchObject(missing('k3'));
    await expect(stat(ownFile)).rejects.toThrow('ENOENT');
    await database.close();
  });

  it('makes no key either when only the row of the active key is left', async () => {
    const ownFile = join(await temporaryFolder(), 'master-keys');
    const database = await openLocal(oneMasterKey('k3'));

    expect(await open(database, { ownFile })).toMatchObject(missing('k3'));
    await database.close();
  });

  it('refuses to start without a key that a record needs, though another key encrypts', async () => {
    const [k1, k2] = [oneMasterKey('k1'), oneMasterKey('k2')];
    const database = await withSecret(k1);
    await database.knex('master_key_state').update({ active_key_id: 'k2' });

    expect(await open(database, { text: k2 })).toMatchObject(missing('k1'));
    expect(await open(database, { text: `${k2},${k1}` })).toMatchObject({ ok: true });
    await database.close();
  });

  it('leaves the key that encrypts as it is, whatever the order in which keys are given', async () => {
    const [k1, k2] = [oneMasterKey('k1'), oneMasterKey('k2')];
    const database = await withSecret(k1);

    await open(database, { text: `${k2},${k1}` });

    expect(await database.persistence.masterKeyState.activeKeyId()).toEqual({ ok: true, value: 'k1' });
    await database.close();
  });

  it('names every key that is needed when none was given', async () => {
    const database = await withSecret(oneMasterKey('k8'));
    await database.knex('master_key_state').update({ active_key_id: 'k9' });

    expect(await open(database, {})).toMatchObject(missing('k8, k9'));
    await database.close();
  });

  it('reads the keys from a file', async () => {
    const file = join(await temporaryFolder(), 'keys');
    const keys = oneMasterKey('k1');
    await writeFile(file, `${keys}\n`);
    const database = await withSecret(keys);

    expect(await open(database, { file })).toMatchObject({ ok: true });
    await database.close();
  });
});

describe('a master key that is another one than the database knows by its id', () => {
  it('is refused by its id, before it seals anything, and nothing of a key is shown', async () => {
    const database = await withSecret(oneMasterKey('k1'));
    const other = oneMasterKey('k1');

    const opened = await open(database, { text: other });

    const detail = 'These master keys are not those that this database knows by their id: k1.';
    expect(opened).toEqual({ ok: false, failure: { code: 'master-key-differs', detail } });
    expect(JSON.stringify(opened)).not.toContain(other.slice('k1:'.length));
    await database.close();
  });

  it('is refused also when it encrypts nothing yet, so that no two hosts rotate to different keys', async () => {
    const [k1, k2, k3] = [oneMasterKey('k1'), oneMasterKey('k2'), oneMasterKey('k3')];
    const database = await openLocal(`${k1},${k2}`);

    const opened = await open(database, { text: `${k1},${oneMasterKey('k2')},${k3}` });

    expect(opened).toMatchObject({ failure: { code: 'master-key-differs', detail: expect.stringMatching(/: k2\.$/) } });
    expect(await open(database, { text: `${k1},${k2},${k3}` })).toMatchObject({ ok: true });
    await database.close();
  });

  it('is not known by a value that tells anything of it but whether it is the same', async () => {
    const keys = oneMasterKey();
    const database = await openLocal(keys);

    const rows = await database.knex('master_keys').select();

    const byHand = createHmac('sha256', Buffer.from(keys.slice('k1:'.length), 'base64'));
    const value = byHand.update('Cuelight: check value of a master key').digest('hex');
    expect(rows).toEqual([{ id: 'k1', check_value: value }]);
    await database.close();
  });

  it('is not taken for the right one where records are older than what keys are known by', async () => {
    const k1 = oneMasterKey('k1');
    const database = await withSecret(k1);
    await database.knex('master_keys').delete();

    await open(database, { text: `${oneMasterKey('k1')},${oneMasterKey('k2')}` });

    expect(await database.knex('master_keys').select('id')).toEqual([{ id: 'k2' }]);
    expect(await open(database, { text: k1 })).toMatchObject({ ok: true });
    await database.close();
  });
});

describe.each(dialects)('two hosts that start at once with different keys under one id: $name', (dialect) => {
  dialect.needed();

  it('do not both work', async () => {
    const location = await dialect.aNewDatabase();
    const databases = await Promise.all([dialect.open(location), dialect.open(location)]);
    for (const { knex } of databases) await migrate(knex);
    const keys = databases.map(() => oneMasterKey('k1'));
    const start = async (knex: Knex, text?: string) =>
      openMasterKeys({
        masterKeyState: createSqlPersistence(knex).masterKeyState,
        ...(text !== undefined && { text }),
      });

    const rings = await Promise.all(databases.map(({ knex }, index) => start(knex, keys[index])));
    const again = await Promise.all(databases.map(({ knex }, index) => start(knex, keys[index])));

    expect(rings.filter(({ ok }) => ok)).toHaveLength(1);
    expect(rings.find(({ ok }) => !ok)).toMatchObject({ failure: { code: 'master-key-differs' } });
    expect(again.map(({ ok }) => ok)).toEqual(rings.map(({ ok }) => ok));
    await Promise.all(databases.map(({ close }) => close()));
  });
});

describe('master keys that cannot be used', () => {
  it('are told with the file they stand in, and nothing of their text', async () => {
    const file = join(await temporaryFolder(), 'keys');
    await writeFile(file, 'k1:c2hvcnQgY2FuYXJ5');
    const database = await openMigrated();

    const opened = await open(database, { file });

    const detail = `In the file ${file}: Entry 1 has a key that is not 32 bytes in base64.`;
    expect(opened).toMatchObject({ ok: false, failure: { code: 'master-keys-unusable', detail } });
    await database.close();
  });

  it('are told when the file that was named is not there', async () => {
    const file = join(await temporaryFolder(), 'keys');
    const database = await openMigrated();

    const opened = await open(database, { file });

    expect(opened).toMatchObject({
      failure: { code: 'master-keys-unusable', detail: `The file ${file} is not there.` },
    });
    await database.close();
  });

  it('are told when a damaged file of their own is there, which is left as it is', async () => {
    const ownFile = join(await temporaryFolder(), 'master-keys');
    await writeFile(ownFile, 'k1:');
    await chmod(ownFile, 0o600);
    const database = await openMigrated();

    expect(await open(database, { ownFile })).toMatchObject({ failure: { code: 'master-keys-unusable' } });
    expect(await readFile(ownFile, 'utf8')).toBe('k1:');
    await database.close();
  });

  it('are told when no file can be made for them', async () => {
    const blocker = join(await temporaryFolder(), 'a-file');
    await writeFile(blocker, '');
    const database = await openMigrated();

    const opened = await open(database, { ownFile: join(blocker, 'master-keys') });

    expect(opened).toMatchObject({ ok: false, failure: { code: 'master-keys-unusable' } });
    expect(await database.persistence.masterKeyState.activeKeyId()).toEqual({ ok: true, value: undefined });
    await database.close();
  });
});

it('fails with storage-unavailable when the database cannot be read', async () => {
  const database = await openMigrated();
  await database.close();

  const opened = await open(database, { text: oneMasterKey() });

  expect(opened).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });
});

type Given = Pick<MasterKeysSource, 'text' | 'file' | 'ownFile'>;

function open({ persistence }: Migrated, given: Given): ReturnType<typeof openMasterKeys> {
  return openMasterKeys({ ...given, ...persistence });
}

async function withSecret(keys: string): Promise<Migrated> {
  const local = await openLocal(keys);
  await local.secrets.put(binding, new Secret('password'));
  return local;
}

function missing(ids: string): object {
  return { ok: false, failure: { code: 'master-key-missing', detail: expect.stringContaining(`: ${ids}.`) } };
}

function exported(ring: KeyRing): readonly (readonly [string, string])[] {
  return [...ring].map(([id, key]) => [id, key.export().toString('base64')]);
}
