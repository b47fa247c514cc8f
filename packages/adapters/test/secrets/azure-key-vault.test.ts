import { AzureLogger, setLogLevel } from '@azure/logger';
import { Secret, type SecretBinding, type SecretRef, type SecretStore } from '@cuelight/core';
import { secretBindings } from '@cuelight/test-harness/arbitraries/secrets';
import { texts } from '@cuelight/test-harness/arbitraries/texts';
import { type Permission, permissions } from '@cuelight/test-harness/fake-key-vault';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createAzureKeyVaultSecrets, parseKeyVaultUrl } from '../../src/secrets/azure-key-vault/index.js';
import { isSecretName, secretName } from '../../src/secrets/azure-key-vault/secret-name.js';
import { aKeyVault } from './a-key-vault.js';

const binding: SecretBinding = { owner: 'production', field: 'credential', origins: ['https://orchestrator.example'] };
const name = 'cuelight-production-credential';
const canary = new Secret('canary-51ac-password');

describe('where the secrets are in the vault', () => {
  it('is a secret for each field of an owner, with a version for each put', async () => {
    const { storeOf, vault } = await aKeyVault();
    const store = await storeOf('cuelight');

    const first = await put(store, binding);
    const second = await put(store, binding);
    await put(store, { ...binding, field: 'webhook-secret' });

    expect(vault.admin.secretNames()).toEqual([name, 'cuelight-production-webhook-secret']);
    expect(vault.admin.secretVersions(name).map(({ version }) => version)).toEqual([first.version, second.version]);
  });

  it('is a name that the vault takes, and another for each other owner and field', () => {
    const owners = fc.oneof(texts({ maxLength: 200 }), fc.stringMatching(/^[a-zA-Z0-9-]{0,70}$/));
    fc.assert(
      fc.property(
        owners,
        owners,
        secretBindings(),
        secretBindings(),
        (one, other, { field }, { field: otherField }) => {
          const [oneName, otherName] = [
            secretName('cuelight', { owner: one, field }),
            secretName('cuelight', { owner: other, field: otherField }),
          ];
          expect(oneName).toMatch(/^[0-9a-z-]{1,127}$/);
          expect(isSecretName('cuelight', oneName)).toBe(true);
          // Names that differ by their case are one.
          if (one !== other || field !== otherField) expect(oneName.toLowerCase()).not.toBe(otherName.toLowerCase());
        },
      ),
      { numRuns: 1_000, examples: [['Owner', 'owner', binding, binding]] },
    );
  });

  it('is apart from those of another service with another prefix', async () => {
    const { storeOf } = await aKeyVault();
    const [one, other] = [await storeOf('cuelight', { prefix: 'one' }), await storeOf('cuelight', { prefix: 'other' })];
    const ref = await put(one, binding);

    expect(await other.deleteAll(binding.owner)).toMatchObject({ ok: true });
    expect(await other.delete(ref)).toMatchObject({ ok: true });
    expect(await other.read(ref, binding)).toMatchObject(failing('secret-missing'));
    expect(await one.read(ref, binding)).toMatchObject({ ok: true });
  });

  it('never touches a secret of the vault that is not the service’s own', async () => {
    const { storeOf, vault } = await aKeyVault();
    const store = await storeOf('cuelight');
    const ref = await put(store, binding);
    const before = vault.admin.requests().length;

    const foreign = { ...ref, name: 'payroll-database' };
    expect(await store.read(foreign, binding)).toMatchObject(failing('secret-missing'));
    expect(await store.delete(foreign)).toMatchObject({ ok: true });

    expect(vault.admin.requests()).toHaveLength(before);
  });

  it('refuses a secret that is larger than what a vault keeps', async () => {
    const { storeOf } = await aKeyVault();

    const stored = await (await storeOf('cuelight')).put(binding, new Secret('x'.repeat(25_600)));

    expect(stored).toMatchObject(failing('secret-unavailable', '25 kB'));
  });
});

describe('a value in the vault that somebody altered', () => {
  it.each([
    ['is replaced by a text', () => 'S3cret!'],
    ['is replaced by other JSON', () => '{"secret":7}'],
    ['is replaced by null', () => 'null'],
    ['holds another secret', (value: string) => value.replace(canary.reveal(), 'other')],
    ['has another format', (value: string) => value.replace('"cuelight":1', '"cuelight":2')],
    ['is cut off', (value: string) => value.slice(0, -1)],
  ])('does not open when it %s', async (_, alter) => {
    const { storeOf, vault } = await aKeyVault();
    const store = await storeOf('cuelight');
    const ref = await put(store, binding);

    vault.admin.editSecret(name, ref.version, alter(vault.admin.secretVersions(name)[0]?.value ?? ''));

    expect(await store.read(ref, binding)).toMatchObject(failing('secret-unreadable'));
  });

  it('does not open when it was copied from another owner', async () => {
    const { storeOf, vault } = await aKeyVault();
    const store = await storeOf('cuelight');
    const ref = await put(store, binding);
    await put(store, { ...binding, owner: 'test' });
    const [copied] = vault.admin.secretVersions('cuelight-test-credential');

    vault.admin.editSecret(name, ref.version, copied?.value ?? '');

    expect(await store.read(ref, binding)).toMatchObject(failing('secret-unreadable'));
  });
});

describe('deleting in a vault', () => {
  it('disables a version, which then is missing, and deletes the secret with its last one', async () => {
    const { storeOf, vault } = await aKeyVault();
    const store = await storeOf('cuelight');
    const [first, second] = [await put(store, binding), await put(store, binding)];

    await store.delete(first);
    expect(vault.admin.secretVersions(name).map(({ isEnabled }) => isEnabled)).toEqual([false, true]);
    expect(await store.read(first, binding)).toMatchObject(failing('secret-missing'));
    await store.delete(second);

    expect(vault.admin.secretState(name)).toBe('deleted');
  });

  it('purges what it deleted where it may, and leaves it deleted where it may not', async () => {
    const { storeOf, vault } = await aKeyVault();
    const [purging, forbidden] = [
      await storeOf('cuelight', { purges: true }),
      await storeOf('no-purge', { purges: true }),
    ];
    vault.admin.permit('no-purge', allBut('secrets/purge'));

    await put(purging, binding);
    expect(await purging.deleteAll(binding.owner)).toMatchObject({ ok: true });
    expect(vault.admin.secretNames()).toEqual([]);
    await put(forbidden, binding);
    expect(await forbidden.deleteAll(binding.owner)).toMatchObject({ ok: true });
    expect(vault.admin.secretState(name)).toBe('deleted');
  });

  it.each([[false], [true]])('lets a put have a name that was deleted, with purging %s', async (purges) => {
    const { storeOf, vault } = await aKeyVault({ transitionMs: { delete: 4_000, recover: 3_000, purge: 2_000 } });
    const store = await storeOf('cuelight', { purges });
    const old = await put(store, binding);
    expect(await store.deleteAll(binding.owner)).toMatchObject({ ok: true });

    const ref = await put(store, binding);

    expect(await read(store, ref)).toBe(canary.reveal());
    expect(await store.read(old, binding)).toMatchObject(failing('secret-missing'));
    expect(vault.admin.secretVersions(name)).toHaveLength(purges ? 1 : 2);
  });

  it('recovers a name that it would purge, where purge protection is on', async () => {
    const { storeOf, vault } = await aKeyVault({ hasPurgeProtection: true });
    const store = await storeOf('cuelight', { purges: true });
    const old = await put(store, binding);
    expect(await store.deleteAll(binding.owner)).toMatchObject({ ok: true });
    expect(vault.admin.secretState(name)).toBe('deleted');

    const ref = await put(store, binding);

    expect(await read(store, ref)).toBe(canary.reveal());
    expect(await store.read(old, binding)).toMatchObject(failing('secret-missing'));
  });

  it('gives up on a name that stays deleted, and says when to try again', async () => {
    const { storeOf } = await aKeyVault({ transitionMs: { delete: 60_000 } });
    const store = await storeOf('cuelight');
    await put(store, binding);
    await store.deleteAll(binding.owner);

    const stored = await store.put(binding, canary);

    expect(stored).toMatchObject({ failure: { code: 'secret-unavailable', retryAfterMs: 10_000 } });
  });

  it('keeps an earlier version readable while a name is recovered that somebody deleted by hand', async () => {
    const { storeOf, vault } = await aKeyVault();
    const store = await storeOf('cuelight');
    const ref = await put(store, binding);
    vault.admin.deleteSecret(name);
    expect(await store.read(ref, binding)).toMatchObject(failing('secret-missing'));

    await put(store, binding);

    expect(await read(store, ref)).toBe(canary.reveal());
  });

  it('brings a secret back when a put came between its last version and its end', async () => {
    const { storeOf, vault } = await aKeyVault();
    const [store, other] = [await storeOf('cuelight'), await storeOf('cuelight')];
    const ref = await put(store, binding);
    // The deletion has to be sent twice, and meanwhile another host puts.
    let meanwhile: SecretRef | undefined;
    const racing = await storeOf('cuelight', {
      pause: async () => {
        meanwhile ??= await put(other, binding);
      },
    });
    vault.admin.addFault({ what: { status: 503 }, times: 1, method: 'DELETE' });

    expect(await racing.delete(ref)).toMatchObject({ ok: true });

    expect(meanwhile).toBeDefined();
    expect(vault.admin.secretState(name)).toBe('there');
    expect(meanwhile && (await read(store, meanwhile))).toBe(canary.reveal());
  });

  it('finds versions beyond the first page', async () => {
    const { storeOf, vault } = await aKeyVault();
    const store = await storeOf('cuelight');
    const refs = [];
    for (let puts = 0; puts < 30; puts += 1) refs.push(await put(store, binding));

    expect(await store.deleteOthers(binding, refs.slice(2, 3))).toMatchObject({ ok: true });

    const enabled = vault.admin.secretVersions(name).filter(({ isEnabled }) => isEnabled);
    expect(enabled.map(({ version }) => version)).toEqual([refs[2]?.version]);
  });

  it('does not delete a version that is kept, though somebody disabled it', async () => {
    const { storeOf, vault } = await aKeyVault();
    const store = await storeOf('cuelight');
    const [first, kept] = [await put(store, binding), await put(store, binding)];
    await store.delete(kept);

    await store.deleteOthers(binding, [kept]);

    expect(vault.admin.secretState(name)).toBe('there');
    expect(await store.read(first, binding)).toMatchObject(failing('secret-missing'));
  });
});

describe('a vault that refuses', () => {
  it.each<[Permission, (store: SecretStore, ref: SecretRef) => Promise<unknown>]>([
    ['secrets/get', (store, ref) => store.read(ref, binding)],
    ['secrets/set', (store) => store.put(binding, canary)],
    ['secrets/set', (store, ref) => store.delete(ref)],
    ['secrets/list', (store) => store.deleteOthers(binding, [])],
    ['secrets/list', (store) => store.deleteAll(binding.owner)],
    ['secrets/delete', (store) => store.deleteAll(binding.owner)],
  ])('for want of %s is unavailable, and the permission is named', async (missing, call) => {
    const { storeOf, vault } = await aKeyVault();
    const ref = await put(await storeOf('admin'), binding);
    vault.admin.permit('poor', allBut(missing));

    const called = await call(await storeOf('poor'), ref);

    expect(called).toMatchObject(
      failing('secret-unavailable', `: give the identity of the service the permission ${missing}.`),
    );
  });

  it('to recover a name is unavailable, and the permission is named', async () => {
    const { storeOf, vault } = await aKeyVault();
    vault.admin.permit('poor', allBut('secrets/recover'));
    const store = await storeOf('poor');
    await put(store, binding);
    await store.deleteAll(binding.owner);

    expect(await store.put(binding, canary)).toMatchObject(failing('secret-unavailable', 'secrets/recover'));
  });

  it('with a 404 that is not its own says nothing about what it has', async () => {
    const { storeOf, vault } = await aKeyVault();
    const store = await storeOf('cuelight');
    const ref = await put(store, binding);
    vault.admin.addFault({ what: { status: 404 } });

    const unavailable = failing('secret-unavailable', 'it answered 404');
    expect(await store.read(ref, binding)).toMatchObject(unavailable);
    expect(await store.delete(ref)).toMatchObject(unavailable);
    expect(await store.deleteAll(binding.owner)).toMatchObject(unavailable);
  });

  it('is asked with a new token once it takes the old one no more', async () => {
    const { storeOf, vault } = await aKeyVault();
    const store = await storeOf('cuelight');
    const ref = await put(store, binding);
    vault.admin.revokeTokens('cuelight');

    const refused = await store.read(ref, binding);

    expect(refused).toMatchObject(failing('secret-unavailable', 'does not accept the token'));
    expect(await read(store, ref)).toBe(canary.reveal());
  });

  it('is not asked without a token, and what the credential says stays in it', async () => {
    const { storeOf } = await aKeyVault();
    const store = await storeOf('cuelight', {
      credential: {
        async getToken() {
          throw new Error(`client secret ${canary.reveal()} is wrong`);
        },
      },
    });

    const stored = await store.put(binding, canary);

    expect(stored).toMatchObject(failing('secret-unavailable', 'credential for Azure gave no token'));
    expect(JSON.stringify(stored)).not.toContain(canary.reveal());
  });
});

describe('a vault in trouble', () => {
  it('that is throttling is asked again after the time it names', async () => {
    const { storeOf, vault, clock } = await aKeyVault();
    const store = await storeOf('cuelight');
    const ref = await put(store, binding);
    vault.admin.addFault({ what: { status: 429, retryAfterS: 3 }, times: 2 });

    expect(await read(store, ref)).toBe(canary.reveal());
    expect(clock.pauses).toEqual([3_125, 3_250]);
  });

  it('that wants us to wait too long is unavailable, for as long as it says', async () => {
    const { storeOf, vault, clock } = await aKeyVault();
    const store = await storeOf('cuelight');
    const ref = await put(store, binding);
    vault.admin.addFault({ what: { status: 429, retryAfterS: 120 } });

    expect(await store.read(ref, binding)).toMatchObject({
      failure: { code: 'secret-unavailable', retryAfterMs: 120_000, detail: expect.stringContaining('throttling') },
    });
    expect(clock.pauses).toEqual([]);
  });

  it.each([[500], [503]])('that answers %s is asked again to read, but not to store twice', async (status) => {
    const { storeOf, vault } = await aKeyVault();
    const store = await storeOf('cuelight');
    const ref = await put(store, binding);

    vault.admin.addFault({ what: { status }, times: 2, isAfterTheWork: true });
    expect(await read(store, ref)).toBe(canary.reveal());
    vault.admin.addFault({ what: { status }, times: 1, isAfterTheWork: true });
    expect(await store.put(binding, canary)).toMatchObject(failing('secret-unavailable', `it answered ${status}`));

    expect(vault.admin.secretVersions(name)).toHaveLength(2);
    // What was put without an answer is found by whoever names what is to stay.
    await store.deleteOthers(binding, [ref]);
    expect(vault.admin.secretVersions(name).map(({ isEnabled }) => isEnabled)).toEqual([true, false]);
  });

  it('that cuts connections off is asked again', async () => {
    const { storeOf, vault } = await aKeyVault();
    const store = await storeOf('cuelight');
    const ref = await put(store, binding);
    vault.admin.addFault({ what: 'reset', times: 2 });

    expect(await read(store, ref)).toBe(canary.reveal());
  });

  it('that never answers is unavailable in time, on every page of a list too', async () => {
    const { storeOf, vault } = await aKeyVault();
    const patient = await storeOf('cuelight');
    const refs = [];
    for (let puts = 0; puts < 27; puts += 1) refs.push(await put(patient, binding));
    const [ref] = refs;
    const store = await storeOf('cuelight', { timeoutMs: 1_000, nowMs: () => performance.now() });

    vault.admin.addFault({ what: 'hang', path: `${name}/${ref?.version}` });
    expect(ref && (await store.read(ref, binding))).toMatchObject(failing('secret-unavailable', 'in time'));
    vault.admin.clearFaults();
    vault.admin.addFault({ what: 'hang', path: 'versions', after: 1 });
    expect(await store.deleteOthers(binding, refs)).toMatchObject(failing('secret-unavailable', 'in time'));
    expect(vault.admin.requests().filter(({ path }) => path.endsWith('/versions'))).toHaveLength(2);
  });

  it('that is gone, or somebody else, is unavailable', async () => {
    const { storeOf, vault } = await aKeyVault();
    const store = await storeOf('cuelight');
    const ref = await put(store, binding);

    vault.admin.addFault({ what: 'garbage', times: 1 });
    expect(await store.read(ref, binding)).toMatchObject(failing('secret-unavailable', 'no Key Vault'));
    await vault.close();
    expect(await store.read(ref, binding)).toMatchObject(failing('secret-unavailable', '(ECONNREFUSED)'));
  });

  it('with a certificate of a CA that is not trusted is unavailable, and says so', async () => {
    const { storeOf } = await aKeyVault();
    const store = await storeOf('cuelight', { ca: [] });

    expect(await store.put(binding, canary)).toMatchObject(
      failing('secret-unavailable', 'certificate that is not trusted'),
    );
  });

  it('is sent whole requests from the first on, also when a later one is challenged sooner', async () => {
    const { storeOf, vault } = await aKeyVault();
    const store = await storeOf('cuelight');
    vault.admin.addFault({ what: { lateMs: 150 }, times: 1, isOnChallenge: true });

    const owners = ['one', 'two', 'three'];
    const stored = await Promise.all(owners.map((owner) => store.put({ ...binding, owner }, canary)));

    expect(stored.map(({ ok }) => ok)).toEqual([true, true, true]);
  });
});

describe('what is said and logged', () => {
  afterEach(() => setLogLevel(undefined));

  it('holds neither a secret nor a token, whatever fails, even with the SDK’s log on', async () => {
    const lines: unknown[] = [];
    const write = AzureLogger.log;
    AzureLogger.log = (...args) => lines.push(...args);
    setLogLevel('verbose');
    const { storeOf, vault } = await aKeyVault();
    const tokens: string[] = [];
    const credential = vault.admin.credentialOf('cuelight');
    const store = await storeOf('cuelight', {
      credential: {
        async getToken(scopes) {
          const given = await credential.getToken(scopes);
          tokens.push(given.token);
          return given;
        },
      },
    });
    const ref = await put(store, binding);
    const said: unknown[] = [ref];
    for (const what of [
      { status: 400 },
      { status: 401 },
      { status: 403 },
      { status: 500 },
      'reset',
      'garbage',
    ] as const) {
      vault.admin.addFault({ what });
      said.push(await store.put(binding, canary), await store.read(ref, binding), await store.deleteAll('production'));
      vault.admin.clearFaults();
    }
    AzureLogger.log = write;

    const told = `${JSON.stringify(said)}${lines.map(String).join('\n')}`;
    expect(lines.length).toBeGreaterThan(10);
    expect(tokens.length).toBeGreaterThan(0);
    for (const hidden of [canary.reveal(), ...tokens]) expect(told).not.toContain(hidden);
  });
});

describe('the options', () => {
  it.each([
    ['https://cuelight.vault.azure.net', 'https://cuelight.vault.azure.net'],
    ['https://Cuelight.vault.azure.net/', 'https://cuelight.vault.azure.net'],
    ['https://cuelight.vault.azure.net:443', 'https://cuelight.vault.azure.net'],
    ['http://cuelight.vault.azure.net', undefined],
    ['https://cuelight.vault.azure.net/secrets', undefined],
    ['https://user:pw@cuelight.vault.azure.net', undefined],
    ['https://cuelight.vault.azure.net/?a=b', undefined],
    ['cuelight', undefined],
  ])('take %s for the vault %s', (text, url) => {
    expect(parseKeyVaultUrl(text)).toBe(url);
  });

  it('are refused when a prefix or a URL is malformed', async () => {
    const credential = { getToken: async () => null };
    const vaultUrl = 'https://cuelight.vault.azure.net';

    await expect(createAzureKeyVaultSecrets({ vaultUrl, credential, prefix: 'a-b' })).rejects.toThrow(TypeError);
    await expect(createAzureKeyVaultSecrets({ vaultUrl: 'vault', credential })).rejects.toThrow(TypeError);
  });
});

async function put(store: SecretStore, to: SecretBinding): Promise<SecretRef> {
  const stored = await store.put(to, canary);
  if (!stored.ok) throw new Error(stored.failure.detail);
  return stored.value;
}

async function read(store: SecretStore, ref: SecretRef): Promise<string> {
  const got = await store.read(ref, binding);
  return got.ok ? got.value.reveal() : got.failure.detail;
}

function failing(code: string, detail = ''): object {
  return { ok: false, failure: { code, detail: expect.stringContaining(detail) } };
}

function allBut(missing: Permission): readonly Permission[] {
  return permissions.filter((one) => one !== missing);
}
