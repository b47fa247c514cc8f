import { describe, expect, it } from 'vitest';
import { aVault, refusalOf } from './a-vault.js';

describe('secrets of the fake Key Vault, by Microsoft’s client', () => {
  it('keeps each value as a version, and reads the newest or the one named', async () => {
    const { secretsAs } = await aVault();
    const client = secretsAs('app');

    const first = await client.setSecret('robot', 'eins', { tags: { for: 'test' }, contentType: 'text/plain' });
    const second = await client.setSecret('ROBOT', 'zwei');

    expect((await client.getSecret('robot')).value).toBe('zwei');
    expect(second.properties.version).toMatch(/^[0-9a-f]{32}$/);
    const old = await client.getSecret('robot', { version: first.properties.version ?? '' });
    expect(old).toMatchObject({
      value: 'eins',
      properties: { enabled: true, tags: { for: 'test' }, contentType: 'text/plain' },
    });
  });

  it('lists versions and names by pages of 25, without their values', async () => {
    const { secretsAs, vault } = await aVault();
    const client = secretsAs('app');
    for (let at = 0; at < 60; at += 1) await client.setSecret(at < 30 ? 'many' : `s${at}`, String(at));

    const versions = await listed(client.listPropertiesOfSecretVersions('many'));
    const names = await listed(client.listPropertiesOfSecrets());

    expect(new Set(versions.map(({ version }) => version)).size).toBe(30);
    expect(JSON.stringify(versions)).not.toContain('"value"');
    expect(names.map(({ name }) => name)).toEqual(['many', ...Array.from({ length: 30 }, (_, at) => `s${at + 30}`)]);
    expect(vault.admin.requests().filter(({ path }) => path === '/secrets/many/versions')).toHaveLength(2);
    expect(await listed(client.listPropertiesOfSecretVersions('nobody'))).toEqual([]);
  });

  it('refuses to read a disabled version, and says that this is why', async () => {
    const { secretsAs } = await aVault();
    const client = secretsAs('app');
    const { properties } = await client.setSecret('robot', 'eins');

    await client.updateSecretProperties('robot', properties.version ?? '', { enabled: false });

    expect(await refusalOf(client.getSecret('robot'))).toMatchObject({
      status: 403,
      code: 'Forbidden',
      inner: 'SecretDisabled',
    });
    await client.updateSecretProperties('robot', properties.version ?? '', { enabled: true });
    expect((await client.getSecret('robot')).value).toBe('eins');
  });

  it('says that what it never had is not found', async () => {
    const { secretsAs } = await aVault();
    const client = secretsAs('app');
    await client.setSecret('robot', 'eins');

    const notFound = { status: 404, code: 'SecretNotFound' };
    expect(await refusalOf(client.getSecret('nobody'))).toMatchObject(notFound);
    expect(await refusalOf(client.getSecret('robot', { version: 'f'.repeat(32) }))).toMatchObject(notFound);
    expect(await refusalOf(client.getDeletedSecret('robot'))).toMatchObject(notFound);
    expect(await refusalOf(client.beginDeleteSecret('nobody'))).toMatchObject(notFound);
  });

  it.each([['a_b'], ['a b'], ['ä'], ['n'.repeat(128)]])('refuses the name %s', async (name) => {
    const { secretsAs } = await aVault();

    expect(await refusalOf(secretsAs('app').setSecret(name, 'x'))).toMatchObject({ status: 400, code: 'BadParameter' });
  });

  it('takes values of up to 25 kB', async () => {
    const { secretsAs } = await aVault();
    const client = secretsAs('app');

    await client.setSecret('large', 'x'.repeat(25_600));
    expect(await refusalOf(client.setSecret('large', 'x'.repeat(25_601)))).toMatchObject({ status: 400 });
  });
});

describe('soft delete of the fake Key Vault, by Microsoft’s client', () => {
  it('keeps the name of a deleted secret until it is purged', async () => {
    const { secretsAs } = await aVault();
    const client = secretsAs('app');
    await client.setSecret('robot', 'eins');

    const deleted = await (await client.beginDeleteSecret('robot')).pollUntilDone();

    expect(deleted.recoveryId).toMatch(/\/deletedsecrets\/robot$/);
    expect(await refusalOf(client.getSecret('robot'))).toMatchObject({ status: 404 });
    expect(await refusalOf(client.setSecret('robot', 'zwei'))).toMatchObject({
      status: 409,
      code: 'Conflict',
      inner: 'ObjectIsDeletedButRecoverable',
    });
    expect((await listed(client.listDeletedSecrets())).map(({ name }) => name)).toEqual(['robot']);
    await client.purgeDeletedSecret('robot');
    await client.setSecret('robot', 'zwei');
    expect(await listed(client.listPropertiesOfSecretVersions('robot'))).toHaveLength(1);
  });

  it('brings a secret back with all its versions', async () => {
    const { secretsAs } = await aVault();
    const client = secretsAs('app');
    await client.setSecret('robot', 'eins');
    await client.setSecret('robot', 'zwei');
    await client.beginDeleteSecret('robot');

    await (await client.beginRecoverDeletedSecret('robot')).pollUntilDone();

    expect((await client.getSecret('robot')).value).toBe('zwei');
    expect(await listed(client.listPropertiesOfSecretVersions('robot'))).toHaveLength(2);
  });

  it('takes its time on the clock it was given', async () => {
    let now = 1_000_000_000_000;
    const { secretsAs, vault } = await aVault({
      nowMs: () => now,
      transitionMs: { delete: 5_000, recover: 3_000, purge: 2_000 },
    });
    // Tokens are checked on the vault's clock, and renewed by the client on its own.
    const client = secretsAs('app');
    await client.setSecret('robot', 'eins');

    await client.beginDeleteSecret('robot');
    expect(await refusalOf(client.setSecret('robot', 'zwei'))).toMatchObject({ inner: 'ObjectIsBeingDeleted' });
    expect(await refusalOf(client.purgeDeletedSecret('robot'))).toMatchObject({ inner: 'ObjectIsBeingDeleted' });
    now += 5_000;
    await client.beginRecoverDeletedSecret('robot');
    expect(vault.admin.secretState('robot')).toBe('being-recovered');
    expect(await refusalOf(client.setSecret('robot', 'zwei'))).toMatchObject({ inner: 'ObjectIsBeingRecovered' });
    now += 3_000;
    await client.beginDeleteSecret('robot');
    now += 5_000;
    await client.purgeDeletedSecret('robot');
    expect(vault.admin.secretState('robot')).toBe('being-purged');
    now += 2_000;
    expect(vault.admin.secretState('robot')).toBeUndefined();
  });

  it('purges for nobody where purge protection is on', async () => {
    const { secretsAs } = await aVault({ hasPurgeProtection: true });
    const client = secretsAs('app');
    await client.setSecret('robot', 'eins');
    await client.beginDeleteSecret('robot');

    expect(await refusalOf(client.purgeDeletedSecret('robot'))).toMatchObject({ status: 403, code: 'Forbidden' });
  });

  it('forgets at once where soft delete is off', async () => {
    const { secretsAs, vault } = await aVault({ hasSoftDelete: false });
    const client = secretsAs('app');
    await client.setSecret('robot', 'eins');

    await client.beginDeleteSecret('robot');

    expect(vault.admin.secretNames()).toEqual([]);
  });
});

async function listed<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of pages) all.push(item);
  return all;
}
