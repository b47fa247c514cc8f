import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aVault, refusalOf } from './a-vault.js';

describe('keys of the fake Key Vault, by Microsoft’s client', () => {
  it('unwraps what it wrapped, with the version that wrapped it', async () => {
    const { cryptoAs, keysAs, vault } = await aVault();
    const old = vault.admin.rotateKey('master');
    const keyId = (await keysAs('app').getKey('master')).id ?? '';
    const dataKey = randomBytes(32);
    const { result } = await cryptoAs('app', keyId).wrapKey('RSA-OAEP-256', dataKey);

    const newer = await keysAs('app').rotateKey('master');

    expect(newer.properties.version).not.toBe(old);
    expect(Buffer.from((await cryptoAs('app', keyId).unwrapKey('RSA-OAEP-256', result)).result)).toEqual(dataKey);
    expect(await refusalOf(cryptoAs('app', newer.id ?? '').unwrapKey('RSA-OAEP-256', result))).toMatchObject({
      status: 400,
      code: 'BadParameter',
    });
    expect(vault.admin.requests().some(({ path }) => path === `/keys/master/${old}/wrapkey`)).toBe(true);
  });

  it('shows the public half of a key, and its versions', async () => {
    const { keysAs } = await aVault();
    const client = keysAs('app');
    await client.createKey('master', 'RSA');
    await client.rotateKey('master');
    const versions = [];
    for await (const version of client.listPropertiesOfKeyVersions('master')) versions.push(version.version);

    const { key } = await client.getKey('master');

    expect(versions).toHaveLength(2);
    expect(key).toMatchObject({ kty: 'RSA', n: expect.anything() });
    expect(key?.d).toBeUndefined();
  });

  it('refuses to work with a disabled version, and with a key it never had', async () => {
    const { cryptoAs, keysAs, vault } = await aVault();
    const version = vault.admin.rotateKey('master');
    const keyId = (await keysAs('app').getKey('master')).id ?? '';
    vault.admin.setKeyEnabled('master', version, false);

    expect(await refusalOf(cryptoAs('app', keyId).wrapKey('RSA-OAEP-256', randomBytes(32)))).toMatchObject({
      status: 403,
      inner: 'KeyDisabled',
    });
    expect(await refusalOf(keysAs('app').getKey('nobody'))).toMatchObject({ status: 404, code: 'KeyNotFound' });
  });
});
