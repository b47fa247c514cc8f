import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { permissions } from '../../src/fake-key-vault/index.js';
import { aVault, refusalOf } from './a-vault.js';

describe('access to the fake Key Vault, by Microsoft’s client', () => {
  it('challenges the first request, which carries neither token nor secret', async () => {
    const { secretsAs, vault } = await aVault();
    const client = secretsAs('app');

    await client.setSecret('robot', 'eins');
    await client.setSecret('robot', 'zwei');

    expect(vault.admin.requests().map(({ identity, bytes, status }) => [identity, bytes > 0, status])).toEqual([
      [null, false, 401],
      ['app', true, 200],
      ['app', true, 200],
    ]);
  });

  it('refuses a token that was revoked', async () => {
    const { secretsAs, vault } = await aVault();
    const client = secretsAs('app');
    await client.setSecret('robot', 'eins');

    vault.admin.revokeTokens('app');

    // The client answers with the token it still has in memory, in vain.
    expect(await refusalOf(client.getSecret('robot'))).toMatchObject({ status: 401 });
  });

  it.each([
    ['rbac', 'ForbiddenByRbac'],
    ['access-policy', 'ForbiddenByPolicy'],
  ] as const)('refuses what an identity may not do, under %s', async (accessModel, inner) => {
    const { secretsAs, vault } = await aVault({ accessModel });
    await secretsAs('admin').setSecret('robot', 'eins');
    vault.admin.permit(
      'reader',
      permissions.filter((one) => one !== 'secrets/purge' && one !== 'secrets/list'),
    );
    const client = secretsAs('reader');

    expect((await client.getSecret('robot')).value).toBe('eins');
    await client.beginDeleteSecret('robot');
    const forbidden = { status: 403, code: 'Forbidden', inner };
    expect(await refusalOf(client.purgeDeletedSecret('robot'))).toMatchObject(forbidden);
    const versions = client.listPropertiesOfSecretVersions('robot');
    // The client leaves the details of a refused page out.
    expect(await refusalOf(versions.next())).toMatchObject({ status: 403, code: 'Forbidden' });
  });

  it('is refused by a client that was not given its CA', async () => {
    const { vault } = await aVault();

    await expect(fetch(`${vault.url}/secrets`)).rejects.toMatchObject({
      cause: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    });
  });

  it('gives a managed identity its tokens', async () => {
    const { vault } = await aVault();
    const { endpoint, header } = vault.managedIdentity;

    const given = await got(`${endpoint}?resource=https://vault.azure.net`, vault.ca, { 'x-identity-header': header });
    const refused = await got(`${endpoint}?resource=https://vault.azure.net`, vault.ca, {
      'x-identity-header': 'wrong',
    });

    const authorization = `Bearer ${JSON.parse(given).access_token}`;
    const listing = await got(`${vault.url}/secrets?api-version=7.4`, vault.ca, { authorization });
    expect(JSON.parse(listing)).toEqual({ value: [], nextLink: null });
    expect(vault.admin.requests()).toMatchObject([{ identity: 'managed-identity' }]);
    expect(refused).not.toContain('access_token');
  });
});

describe('faults of the fake Key Vault', () => {
  it('answers 429 with the time to wait, as often as it was told', async () => {
    const { secretsAs, vault } = await aVault();
    const client = secretsAs('app');
    await client.setSecret('robot', 'eins');
    vault.admin.addFault({ what: { status: 429, retryAfterS: 7 }, times: 1, method: 'GET' });

    expect(await refusalOf(client.getSecret('robot'))).toMatchObject({ status: 429, retryAfter: '7' });
    expect((await client.getSecret('robot')).value).toBe('eins');
  });

  it('loses the answer to what it did', async () => {
    const { secretsAs, vault } = await aVault();
    const client = secretsAs('app');
    await client.setSecret('robot', 'eins');
    vault.admin.addFault({ what: 'reset', times: 1, method: 'PUT', isAfterTheWork: true });

    expect(await refusalOf(client.setSecret('robot', 'zwei'))).toMatchObject({
      code: expect.stringMatching(/ECONN|REQUEST_SEND/),
    });
    expect(vault.admin.secretVersions('robot')).toHaveLength(2);
  });

  it('answers never, and closes all the same', async () => {
    const { secretsAs, vault } = await aVault();
    const client = secretsAs('app');
    await client.setSecret('robot', 'eins');
    vault.admin.addFault({ what: 'hang' });

    const abortSignal = AbortSignal.timeout(50);
    await expect(client.getSecret('robot', { abortSignal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('answers with something that is no vault’s', async () => {
    const { secretsAs, vault } = await aVault();
    const client = secretsAs('app');
    await client.setSecret('robot', 'eins');
    vault.admin.addFault({ what: 'garbage' });

    await expect(client.getSecret('robot')).rejects.toThrow();
  });
});

async function got(url: string, ca: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { ca, headers }, (response) => resolve(text(response))).on('error', reject);
  });
}
