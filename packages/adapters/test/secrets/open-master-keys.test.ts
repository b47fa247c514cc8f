import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Secret, type SecretBinding } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { type KeyRing, type MasterKeysSource, openMasterKeys } from '../../src/secrets/local/index.js';
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
