import { afterEach, describe, expect, it } from 'vitest';
import { type FakeVault, type FakeVaultOptions, startFakeVault } from '../../src/fake-vault/index.js';
import { aClient, type Client } from './a-client.js';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

let nowMs = Date.UTC(2026, 0, 1);

async function opening(options: FakeVaultOptions = {}): Promise<FakeVault & Client> {
  const vault = await startFakeVault({ nowMs: () => nowMs, ...options });
  const client = aClient(vault);
  opened.push(vault, client);
  return { ...vault, ...client, close: vault.close };
}

describe('the KV engine of the fake Vault', () => {
  it('numbers versions, and reads the newest or the one that is asked for', async () => {
    const { call } = await opening();
    expect((await call('POST', 'secret/data/app/db', { data: { p: '1' } })).body.data.version).toBe(1);
    expect((await call('POST', 'secret/data/app/db', { data: { p: '2' } })).body.data.version).toBe(2);

    expect((await call('GET', 'secret/data/app/db')).body.data.data).toEqual({ p: '2' });
    expect((await call('GET', 'secret/data/app/db?version=1')).body.data.data).toEqual({ p: '1' });
    expect(await call('GET', 'secret/data/app/db?version=3')).toMatchObject({ status: 404, body: { errors: [] } });
  });

  it('drops the oldest of more than ten versions, or of as many as the path or the engine keeps', async () => {
    const { call } = await opening();
    for (let count = 0; count < 11; count += 1) await call('POST', 'secret/data/ten', { data: { count } });
    expect((await call('GET', 'secret/data/ten?version=1')).status).toBe(404);
    expect((await call('GET', 'secret/data/ten?version=2')).status).toBe(200);

    await call('POST', 'secret/metadata/two', { max_versions: 2 });
    for (let count = 0; count < 3; count += 1) await call('POST', 'secret/data/two', { data: { count } });
    expect(Object.keys((await call('GET', 'secret/metadata/two')).body.data.versions)).toEqual(['2', '3']);
  });

  it('writes only onto the version that cas names, and says so with a 400', async () => {
    const { call } = await opening();
    await call('POST', 'secret/data/app', { options: { cas: 0 }, data: {} });

    expect(await call('POST', 'secret/data/app', { options: { cas: 0 }, data: {} })).toMatchObject({
      status: 400,
      body: { errors: ['check-and-set parameter did not match the current version'] },
    });
    expect((await call('POST', 'secret/data/app', { options: { cas: 1 }, data: {} })).status).toBe(200);
  });

  it('answers a deleted and a destroyed version with a 404 that has their metadata, and undeletes the first alone', async () => {
    const { call } = await opening();
    for (const p of ['1', '2']) await call('POST', 'secret/data/app', { data: { p } });
    await call('POST', 'secret/delete/app', { versions: [1] });
    await call('POST', 'secret/destroy/app', { versions: [2] });

    const deleted = await call('GET', 'secret/data/app?version=1');
    expect(deleted).toMatchObject({ status: 404, body: { data: { data: null, metadata: { destroyed: false } } } });
    expect(deleted.body.data.metadata.deletion_time).not.toBe('');
    const destroyed = await call('GET', 'secret/data/app?version=2');
    expect(destroyed).toMatchObject({ status: 404, body: { data: { data: null, metadata: { destroyed: true } } } });

    await call('POST', 'secret/undelete/app', { versions: [1, 2] });
    expect((await call('GET', 'secret/data/app?version=1')).status).toBe(200);
    expect((await call('GET', 'secret/data/app?version=2')).status).toBe(404);
  });

  it('begins again at version 1 once the metadata was removed', async () => {
    const { call } = await opening();
    for (const p of ['1', '2']) await call('POST', 'secret/data/app', { data: { p } });
    expect((await call('DELETE', 'secret/metadata/app')).status).toBe(204);

    expect((await call('POST', 'secret/data/app', { data: { p: 'new' } })).body.data.version).toBe(1);
  });

  it('lists names and folders, and answers 404 to an empty one', async () => {
    const { call } = await opening();
    for (const path of ['a/one', 'a/b/two', 'a/b/three']) await call('POST', `secret/data/${path}`, { data: {} });

    expect((await call('GET', 'secret/metadata/a?list=true')).body.data.keys).toEqual(['b/', 'one']);
    expect(await call('GET', 'secret/metadata/nothing?list=true')).toMatchObject({ status: 404, body: { errors: [] } });
  });

  it('deletes versions by itself where the engine says so', async () => {
    const { call } = await opening({ deleteVersionAfterMs: 1_000 });
    const written = await call('POST', 'secret/data/app', { data: {} });
    expect(written.body.data.deletion_time).not.toBe('');
    expect((await call('GET', 'secret/data/app')).status).toBe(200);
    nowMs += 1_001;
    expect((await call('GET', 'secret/data/app')).status).toBe(404);
  });
});

describe('tokens and policies of the fake Vault', () => {
  it('lets a token do what the most specific rule of its policies allows', async () => {
    const { call, admin } = await opening();
    admin.putPolicy('app', [
      { path: 'secret/data/app/*', capabilities: ['create', 'read'] },
      { path: 'secret/data/app/closed', capabilities: ['deny'] },
      { path: 'secret/data/+/shared', capabilities: ['read'] },
    ]);
    const token = admin.createToken(['app']);
    await call('POST', 'secret/data/team/shared', { data: {} });

    expect((await call('POST', 'secret/data/app/a', { data: {} }, token)).status).toBe(200);
    expect((await call('GET', 'secret/data/app/a', undefined, token)).status).toBe(200);
    // It is there now: writing it again is an update.
    expect((await call('POST', 'secret/data/app/a', { data: {} }, token)).status).toBe(403);
    expect((await call('GET', 'secret/data/app/closed', undefined, token)).status).toBe(403);
    expect((await call('GET', 'secret/data/team/shared', undefined, token)).status).toBe(200);
    expect((await call('GET', 'secret/data/team/other', undefined, token)).status).toBe(403);
  });

  it('signs a role in, renews its token up to its greatest age, and then no more', async () => {
    const { call, admin } = await opening();
    const { roleId, secretId } = admin.createRole({ policies: [], ttlS: 100, maxTtlS: 150 });
    const signedIn = await call('POST', 'auth/approle/login', { role_id: roleId, secret_id: secretId });
    const token: string = signedIn.body.auth.client_token;
    expect(signedIn.body.auth).toMatchObject({ lease_duration: 100, renewable: true });

    nowMs += 90_000;
    expect((await call('POST', 'auth/token/renew-self', {}, token)).body.auth.lease_duration).toBe(60);
    expect((await call('GET', 'auth/token/lookup-self', undefined, token)).body.data.ttl).toBe(60);
    nowMs += 60_000;
    expect((await call('GET', 'auth/token/lookup-self', undefined, token)).status).toBe(403);
  });

  it('refuses a wrong secret id with a 400, and one that was used up', async () => {
    const { call, admin } = await opening();
    const { roleId, secretId } = admin.createRole({ policies: [], ttlS: 100, secretIdUses: 1 });

    expect((await call('POST', 'auth/approle/login', { role_id: roleId, secret_id: 'wrong' })).status).toBe(400);
    expect((await call('POST', 'auth/approle/login', { role_id: roleId, secret_id: secretId })).status).toBe(200);
    expect((await call('POST', 'auth/approle/login', { role_id: roleId, secret_id: secretId })).status).toBe(400);
  });

  it('renews no token that is not renewable', async () => {
    const { call, admin } = await opening();
    const token = admin.createToken([], { ttlS: 100, renewable: false });

    expect((await call('POST', 'auth/token/renew-self', {}, token)).status).toBe(400);
  });
});

describe('a node of the fake Vault', () => {
  it.each([
    [{ kind: 'active' }, 200],
    [{ kind: 'standby' }, 429],
    [{ kind: 'performance-standby' }, 473],
    [{ kind: 'sealed' }, 503],
  ] as const)('tells by its health where it stands: %j', async (state, status) => {
    const { call, admin } = await opening();
    admin.setState(state);

    expect((await call('GET', 'sys/health')).status).toBe(status);
  });

  it('does nothing while it is sealed, and sends clients on while it stands by', async () => {
    const { call, admin } = await opening();
    admin.setState({ kind: 'sealed' });
    expect(await call('GET', 'secret/data/app')).toMatchObject({ status: 503, body: { errors: ['Vault is sealed'] } });

    admin.setState({ kind: 'standby', activeUrl: 'https://active.example:8200' });
    const sent = await call('GET', 'secret/data/app?version=1');
    expect(sent.status).toBe(307);
    expect(sent.headers.location).toBe('https://active.example:8200/v1/secret/data/app?version=1');
  });

  it('knows only its own namespace and mount', async () => {
    const vault = await opening({ namespace: 'team', mount: 'kv' });
    const inside = aClient(vault, { 'x-vault-namespace': 'team/' });
    opened.push(inside);

    expect((await inside.call('POST', 'kv/data/app', { data: {} })).status).toBe(200);
    expect((await vault.call('GET', 'kv/data/app')).status).toBe(404);
    const elsewhere = await inside.call('GET', 'secret/data/app');
    expect(elsewhere.status).toBe(404);
    expect(elsewhere.body.errors).toHaveLength(1);
  });

  it('writes no token and no secret into its journal', async () => {
    const { call, admin } = await opening();
    await call('POST', 'secret/data/app', { data: { password: 'canary-in-the-body' } });

    const journal = JSON.stringify(admin.requests());
    expect(journal).toContain('POST /v1/secret/data/app');
    expect(journal).not.toContain('canary-in-the-body');
    expect(journal).not.toContain(admin.rootToken);
  });
});
