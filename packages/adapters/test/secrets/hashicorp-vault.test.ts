import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '@cuelight/core';
import { expectValue } from '@cuelight/test-harness/contracts/expect-value';
import { failingWith } from '@cuelight/test-harness/contracts/failing-with';
import { startFakeVault } from '@cuelight/test-harness/fake-vault';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { createHashicorpVaultSecrets } from '../../src/secrets/hashicorp-vault/index.js';
import { type AVault, aVault, binding, canary, documentedPolicy } from './a-vault.js';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function opening(...options: Parameters<typeof aVault>): Promise<AVault> {
  const made = await aVault(...options);
  opened.push(made);
  return made;
}

const logins = ({ vault }: AVault) =>
  vault.admin.requests().filter(({ name }) => name === 'POST /v1/auth/approle/login').length;
const hour = 3_600_000;
/** Of the life of a token, after which it is renewed. */
const twoThirds = (hour * 2) / 3;

describe('signing in to Vault', () => {
  it('signs in once, however many ask at the same time', async () => {
    const world = await opening();
    const store = world.store();

    await Promise.all([1, 2, 3].map(() => store.put(binding, canary)));

    expect(logins(world)).toBe(1);
  });

  it('renews its token before it is over, for as long as nobody asks for anything', async () => {
    const world = await opening();
    const store = world.store();
    const ref = expectValue(await store.put(binding, canary));

    for (let renewals = 0; renewals < 12; renewals += 1) {
      await world.clock.advance(twoThirds);
      await world.clock.planned();
    }

    expect(expectValue(await store.read(ref, binding)).reveal()).toBe(canary.reveal());
    expect(logins(world)).toBe(1);
  });

  it('signs in anew when its token reached its greatest age', async () => {
    const world = await opening();
    const { roleId, secretId } = world.vault.admin.createRole({
      policies: ['cuelight'],
      ttlS: 3_600,
      renewable: false,
    });
    const store = world.store({ auth: { roleId, secretId: new Secret(secretId) } });
    const ref = expectValue(await store.put(binding, canary));

    await world.clock.advance(2 * hour);

    expect(expectValue(await store.read(ref, binding)).reveal()).toBe(canary.reveal());
    expect(logins(world)).toBe(2);
  });

  it('signs in anew, once, when its token was revoked, and nobody notices', async () => {
    const world = await opening();
    const store = world.store();
    const ref = expectValue(await store.put(binding, canary));
    world.vault.admin.revokeAllTokens();

    const reads = await Promise.all([1, 2, 3].map(() => store.read(ref, binding)));

    for (const read of reads) expect(expectValue(read).reveal()).toBe(canary.reveal());
    expect(logins(world)).toBe(2);
  });

  it('goes on with a token that could not be replaced, and does not wait for that with each request', async () => {
    const world = await opening();
    const { roleId, secretId } = world.vault.admin.createRole({
      policies: ['cuelight'],
      ttlS: 3_600,
      renewable: false,
    });
    const store = world.store({ auth: { roleId, secretId: new Secret(secretId) } });
    const ref = expectValue(await store.put(binding, canary));
    await world.clock.advance(hour * 0.95);
    world.vault.admin.addFault({ on: 'approle/login', what: { status: 503 } });
    const before = logins(world);

    for (let reads = 0; reads < 3; reads += 1) {
      expect(expectValue(await store.read(ref, binding)).reveal()).toBe(canary.reveal());
    }

    // One sign-in, tried three times.
    expect(logins(world) - before).toBe(3);
  });

  it('works with a token, and renews it', async () => {
    const world = await opening();
    const token = world.vault.admin.createToken(['cuelight'], { ttlS: 3_600 });
    const store = world.store({ auth: { token: new Secret(token) } });
    const ref = expectValue(await store.put(binding, canary));

    for (let renewals = 0; renewals < 4; renewals += 1) {
      await world.clock.advance(twoThirds);
      await world.clock.planned();
    }

    expect(expectValue(await store.read(ref, binding)).reveal()).toBe(canary.reveal());
    expect(logins(world)).toBe(0);
  });

  it('says that the token is over, not that the secret is missing', async () => {
    const world = await opening();
    const token = world.vault.admin.createToken(['cuelight'], { ttlS: 3_600, renewable: false });
    const store = world.store({ auth: { token: new Secret(token) } });
    const ref = expectValue(await store.put(binding, canary));
    await world.clock.advance(2 * hour);

    const read = await store.read(ref, binding);

    expect(read).toEqual(failingWith('secret-unavailable'));
    expect(JSON.stringify(read)).toMatch(/refused the token/);
  });

  it('does not try a refused secret id again at once, since Vault locks out who fails too often', async () => {
    const world = await opening();
    const { roleId, secretId } = world.vault.admin.createRole({ policies: ['cuelight'], ttlS: 60 });
    world.vault.admin.dropSecretIds(roleId);
    const store = world.store({ auth: { roleId, secretId: new Secret(secretId) } });

    const puts = [];
    for (let tries = 0; tries < 3; tries += 1) puts.push(await store.put(binding, canary));

    expect(puts).toEqual(Array.from({ length: 3 }, () => failingWith('secret-unavailable')));
    expect(puts[2]).toMatchObject({ failure: { retryAfterMs: 30_000 } });
    expect(logins(world)).toBe(1);
    await world.clock.advance(31_000);
    expect(await store.put(binding, canary)).toMatchObject({ failure: { retryAfterMs: 60_000 } });
    expect(logins(world)).toBe(2);
  });

  it('needs no more than the policy in docs/secrets/hashicorp-vault.md', () => {
    const page = readFileSync(new URL('../../../../docs/secrets/hashicorp-vault.md', import.meta.url), 'utf8');
    const written = [...page.matchAll(/path "(\S+)" +\{ capabilities = (\[.*?\]) \}/g)];

    expect(written.map(([, path, list]) => ({ path, capabilities: JSON.parse(list ?? '') }))).toEqual(documentedPolicy);
  });

  it('finds auth method and engine in their namespace and mount', async () => {
    const world = await opening({ namespace: 'team/a', mount: 'kv/apps' });
    world.vault.admin.putPolicy('cuelight', [
      { path: 'kv/apps/data/cuelight/*', capabilities: ['create', 'read'] },
      { path: 'kv/apps/metadata/cuelight/*', capabilities: ['list', 'delete'] },
    ]);
    const store = world.store({ namespace: 'team/a', mount: 'kv/apps' });

    const ref = expectValue(await store.put(binding, canary));

    expect(expectValue(await store.read(ref, binding)).reveal()).toBe(canary.reveal());
  });
});

describe('keeping secrets in Vault', () => {
  it('shows an operator whose secret it is', async () => {
    const { vault, store } = await opening();
    const ref = expectValue(await store().put(binding, canary));

    expect(vault.admin.paths()).toEqual([`cuelight/${binding.owner}/credential/${ref.version}`]);
    expect(vault.admin.valueAt(`${ref.name}/${ref.version}`)).toEqual({
      format: 'cuelight-1',
      ...binding,
      version: ref.version,
      secret: canary.reveal(),
    });
  });

  it('keeps every version, however few the engine keeps', async () => {
    const { store } = await opening({ maxVersions: 1 });
    const secrets = store();
    const refs = [];
    for (const text of ['first', 'second', 'third']) {
      refs.push(expectValue(await secrets.put(binding, new Secret(text))));
    }

    const read = await Promise.all(refs.map((ref) => secrets.read(ref, binding)));

    expect(read.map((one) => expectValue(one).reveal())).toEqual(['first', 'second', 'third']);
  });

  it('opens nothing of an earlier life: once removed, a reference never reads what was put later', async () => {
    const { vault, store } = await opening();
    const secrets = store();
    const before = expectValue(await secrets.put(binding, new Secret('before')));
    vault.admin.forget(`${before.name}/${before.version}`);
    await secrets.put(binding, new Secret('after'));

    expect(await secrets.read(before, binding)).toEqual(failingWith('secret-missing'));
  });

  it('opens no secret that was copied to the place of another version', async () => {
    const { vault, store } = await opening();
    const secrets = store();
    const old = expectValue(await secrets.put(binding, new Secret('old')));
    const present = expectValue(await secrets.put(binding, new Secret('present')));
    const copied = vault.admin.valueAt(`${old.name}/${old.version}`);
    vault.admin.forget(`${present.name}/${present.version}`);
    vault.admin.write(`${present.name}/${present.version}`, copied ?? {});

    expect(await secrets.read(present, binding)).toEqual(failingWith('secret-unreadable'));
  });

  it('reads what was put, not what somebody wrote there later', async () => {
    const { vault, store } = await opening();
    const secrets = store();
    const ref = expectValue(await secrets.put(binding, canary));
    vault.admin.write(`${ref.name}/${ref.version}`, { secret: 'changed by hand' });

    expect(expectValue(await secrets.read(ref, binding)).reveal()).toBe(canary.reveal());
  });

  it('takes a deleted secret for missing, although Vault still has its metadata', async () => {
    const { vault, store } = await opening();
    const secrets = store();
    const ref = expectValue(await secrets.put(binding, canary));
    vault.admin.softDelete(`${ref.name}/${ref.version}`);

    expect(await secrets.read(ref, binding)).toEqual(failingWith('secret-missing'));
  });

  it('leaves nothing behind of an owner whose secrets were deleted', async () => {
    const { vault, store } = await opening();
    const secrets = store();
    await secrets.put(binding, canary);
    await secrets.put({ ...binding, field: 'webhook-secret' }, canary);

    expectValue(await secrets.deleteAll(binding.owner));

    expect(vault.admin.paths()).toEqual([]);
  });

  it('refuses an engine that would delete a credential after a time, and leaves nothing there', async () => {
    const { vault, store } = await opening({ deleteVersionAfterMs: hour });

    const put = await store().put(binding, canary);

    expect(put).toEqual(failingWith('secret-unavailable'));
    expect(JSON.stringify(put)).toContain('delete_version_after');
    expect(vault.admin.paths()).toEqual([]);
  });

  it('works where every write has to say which version it replaces', async () => {
    const { store } = await opening({ casRequired: true });

    expectValue(await store().put(binding, canary));
  });

  it('asks for no path that a put did not make, whatever a row edited by hand says', async () => {
    const world = await opening();
    const secrets = world.store();
    const ref = expectValue(await secrets.put(binding, canary));
    const before = world.vault.admin.requests().length;

    for (const name of [
      'other-app/db',
      'cuelight/../other-app',
      'cuelight',
      '',
      '/cuelight/x',
      'cuelight/x?version=2',
    ]) {
      expect(await secrets.read({ ...ref, name }, binding), name).toEqual(failingWith('secret-missing'));
      expect(await secrets.delete({ ...ref, name }), name).toEqual({ ok: true, value: undefined });
    }

    expect(world.vault.admin.requests()).toHaveLength(before);
  });
});

describe('a Vault that does not answer as it should', () => {
  it('is refused access, which is not the same as an absent secret, and the right that lacks is named', async () => {
    const world = await opening();
    const secrets = world.store();
    const ref = expectValue(await secrets.put(binding, canary));
    world.vault.admin.putPolicy('cuelight', []);

    const read = await secrets.read(ref, binding);

    expect(read).toEqual(failingWith('secret-unavailable'));
    expect(JSON.stringify(read)).toMatch(/refused access.*\\"read\\" on secret\/data\/cuelight\//);
    expect(await secrets.put(binding, canary)).toEqual(failingWith('secret-unavailable'));
    expect(await secrets.delete(ref)).toEqual(failingWith('secret-unavailable'));
    expect(await secrets.deleteAll(binding.owner)).toEqual(failingWith('secret-unavailable'));
    expect(logins(world)).toBe(1);
  });

  it.each([
    ['sealed', { kind: 'sealed' }, /is sealed/],
    ['a standby that knows no active node', { kind: 'standby' }, /HTTP 500/],
  ] as const)('is %s: unavailable, never missing', async (_, state, told) => {
    const { vault, store } = await opening();
    const secrets = store();
    const ref = expectValue(await secrets.put(binding, canary));
    vault.admin.setState(state);

    const read = await secrets.read(ref, binding);

    expect(read).toEqual(failingWith('secret-unavailable'));
    expect(JSON.stringify(read)).toMatch(told);
  });

  it('is gone while the token has to be replaced: one operation ends in its time all the same', async () => {
    const world = await opening();
    const secrets = world.store({ requestMs: 300, operationMs: 500 });
    const ref = expectValue(await secrets.put(binding, canary));
    await world.clock.advance(2 * hour);
    world.vault.admin.addFault({ what: 'hang' });
    const beganMs = performance.now();

    expect(await secrets.read(ref, binding)).toEqual(failingWith('secret-unavailable'));

    expect(performance.now() - beganMs).toBeLessThan(2_000);
  });

  it('is followed from a standby to the active node', async () => {
    const { vault, store } = await opening();
    const secrets = store();
    const ref = expectValue(await secrets.put(binding, canary));
    const standby = await startFakeVault();
    opened.push(standby);
    standby.admin.setState({ kind: 'standby', activeUrl: vault.url });
    const through = store({ address: standby.url, caPem: vault.caPem + standby.caPem });

    expect(expectValue(await through.read(ref, binding)).reveal()).toBe(canary.reveal());
  });

  it('is not followed to an address without TLS', async () => {
    const { vault, store } = await opening();
    let arrived = 0;
    const plain = createServer((_, response) => {
      arrived += 1;
      response.end('{}');
    });
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void plain.close());
    vault.admin.setState({
      kind: 'standby',
      activeUrl: `http://127.0.0.1:${(plain.address() as AddressInfo).port}`,
    });

    expect(await store().put(binding, canary)).toEqual(failingWith('secret-unavailable'));
    expect(arrived).toBe(0);
  });

  it.each([412, 429, 472, 473, 500, 502, 503, 504])('is asked again after a %i', async (status) => {
    const { vault, store } = await opening();
    const secrets = store();
    const ref = expectValue(await secrets.put(binding, canary));
    vault.admin.addFault({ on: '/v1/secret/', times: 2, what: { status } });

    expect(expectValue(await secrets.read(ref, binding)).reveal()).toBe(canary.reveal());
  });

  it('is left alone for as long as it asks, and no longer than an operation may take', async () => {
    const { vault, clock, store } = await opening();
    const secrets = store();
    const ref = expectValue(await secrets.put(binding, canary));

    vault.admin.addFault({ on: '/v1/secret/', times: 1, what: { status: 429, retryAfterS: 2 } });
    expectValue(await secrets.read(ref, binding));
    expect(clock.pauses.at(-1)).toBe(2_000);

    vault.admin.addFault({ on: '/v1/secret/', what: { status: 429, retryAfterS: 3_600 } });
    const read = await secrets.read(ref, binding);
    expect(read).toEqual(failingWith('secret-unavailable'));
    expect(read).toMatchObject({ failure: { retryAfterMs: 3_600_000 } });
  });

  it.each(['hang', 'reset', 'web-page', 'half', { status: 405 }, { status: 404 }] as const)(
    'answers with %j: unavailable, never missing, in bounded time',
    async (what) => {
      const { vault, store } = await opening();
      const secrets = store({ requestMs: 200, operationMs: 600 });
      const ref = expectValue(await secrets.put(binding, canary));
      vault.admin.addFault({ on: '/v1/secret/', what });

      expect(await secrets.read(ref, binding)).toEqual(failingWith('secret-unavailable'));
      expect(await secrets.put(binding, canary)).toEqual(failingWith('secret-unavailable'));
      expect(await secrets.deleteOthers(binding, [])).toEqual(failingWith('secret-unavailable'));
      // An empty answer cut in half is the whole answer.
      if (what !== 'half') expect(await secrets.delete(ref)).toEqual(failingWith('secret-unavailable'));
    },
  );

  it('has done what it did not answer to: the repeated put finds its own secret', async () => {
    const { vault, store } = await opening();
    const secrets = store();
    vault.admin.addFault({ on: 'POST /v1/secret/', times: 1, isAfterTheWork: true, what: 'reset' });

    const ref = expectValue(await secrets.put(binding, canary));

    expect(expectValue(await secrets.read(ref, binding)).reveal()).toBe(canary.reveal());
    expect(vault.admin.paths()).toHaveLength(1);
  });

  it('has no engine at that mount: unavailable, never missing', async () => {
    const { vault, store } = await opening();
    const auth = { token: new Secret(vault.admin.rootToken) };
    const ref = expectValue(await store({ auth }).put(binding, canary));

    const read = await store({ auth, mount: 'elsewhere' }).read(ref, binding);

    expect(read).toEqual(failingWith('secret-unavailable'));
    expect(JSON.stringify(read)).toMatch(/no KV engine of version 2 at elsewhere/);
  });

  it('is gone: unavailable', async () => {
    const { vault, store } = await opening();
    const secrets = store();
    const ref = expectValue(await secrets.put(binding, canary));
    await vault.close();

    expect(await secrets.read(ref, binding)).toEqual(failingWith('secret-unavailable'));
  });

  it.each(['self-signed', 'expired', 'wrong-host'] as const)(
    'shows a certificate that is %s: no token is sent',
    async (tls) => {
      const { vault, store } = await opening({ tls });

      const put = await store().put(binding, canary);

      expect(put).toEqual(failingWith('secret-unavailable'));
      expect(JSON.stringify(put)).toMatch(/certificate/);
      expect(vault.admin.requests()).toEqual([]);
    },
  );

  it('is called over https only', () => {
    const auth = { token: new Secret('t') };

    for (const address of ['http://vault.example:8200', 'vault.example', 'https://u:p@vault.example', '']) {
      expect(() => createHashicorpVaultSecrets({ address, auth }), address).toThrow(/https/);
    }
  });

  it('never makes a secret or a token part of a failure', async () => {
    const { vault, store } = await opening();
    const token = vault.admin.createToken(['cuelight'], { ttlS: 3_600 });
    const secretId = 'canary-secret-id-77';
    const stores = [
      store({ auth: { token: new Secret(token) }, requestMs: 100, operationMs: 300 }),
      store({ auth: { roleId: 'role', secretId: new Secret(secretId) }, requestMs: 100, operationMs: 300 }),
    ];
    const told: unknown[] = [];
    for (const what of ['hang', 'reset', 'web-page', 'half', { status: 403 }, { status: 500 }] as const) {
      vault.admin.clearFaults();
      vault.admin.addFault({ on: '/v1/secret/', what });
      for (const secrets of stores) told.push(await secrets.put(binding, canary));
    }

    expect(told.every((one) => JSON.stringify(one).includes('secret-unavailable'))).toBe(true);
    for (const text of [canary.reveal(), token, secretId]) expect(JSON.stringify(told)).not.toContain(text);
  });
});
