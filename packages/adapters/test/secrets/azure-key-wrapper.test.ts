import { randomBytes } from 'node:crypto';
import { type Clock, Secret, type SecretBinding, type SecretRef, type SecretStore } from '@cuelight/core';
import { expectValue } from '@cuelight/test-harness/contracts/expect-value';
import { permissions } from '@cuelight/test-harness/fake-key-vault';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDataKeyCache } from '../../src/secrets/azure-key-wrapper/data-key-cache.js';
import {
  type AzureKeyWrapper,
  type AzureKeyWrapperOptions,
  createAzureKeyWrapper,
} from '../../src/secrets/azure-key-wrapper/index.js';
import {
  createLocalSecrets,
  createMasterKeys,
  firstKeyWrapper,
  type KeyWrapper,
  keyRingWrapper,
} from '../../src/secrets/local/index.js';
import { type Migrated, openMigrated } from '../persistence/open-migrated.js';
import { type AKeyVault, aKeyVault } from './a-key-vault.js';
import { keyRing, oneMasterKey } from './open-local.js';

const boundTo = Buffer.from('the record and its binding');
const binding: SecretBinding = { owner: 'production', field: 'credential', origins: ['https://orchestrator.example'] };
const canary = new Secret('canary-e4c0-password');

describe('wrapping with a key of a vault', () => {
  it('gives the data key back, for the binding and the version it was wrapped for', async () => {
    const { wrapper, keyId } = await withKey();
    const dataKey = randomBytes(32);

    const wrapped = expectValue(await wrapper.wrap(dataKey, boundTo, keyId));

    expect(Buffer.from(expectValue(await wrapper.unwrap(wrapped, boundTo, keyId)))).toEqual(dataKey);
    expect(Buffer.from(wrapped).includes(dataKey)).toBe(false);
  });

  it('gives no data key for another binding, also while it is kept in memory', async () => {
    const { wrapper, keyId } = await withKey();
    const wrapped = expectValue(await wrapper.wrap(randomBytes(32), boundTo, keyId));
    await wrapper.unwrap(wrapped, boundTo, keyId);

    expect(await wrapper.unwrap(wrapped, Buffer.from('another'), keyId)).toMatchObject(failing('secret-unreadable'));
  });

  it('gives no data key for altered bytes, nor with another version', async () => {
    const { wrapper, keyId, aVault } = await withKey();
    const wrapped = expectValue(await wrapper.wrap(randomBytes(32), boundTo, keyId));
    const newer = aVault.vault.admin.rotateKey('master');

    for (const at of [0, 100, wrapped.length - 1]) {
      const altered = Uint8Array.from(wrapped);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(await wrapper.unwrap(altered, boundTo, keyId)).toMatchObject(failing('secret-unreadable'));
    }
    expect(await wrapper.unwrap(wrapped, boundTo, newer)).toMatchObject(failing('secret-unreadable'));
  });

  it('names the newest version as the one to encrypt with, and knows the older ones', async () => {
    const { wrapper, keyId, aVault } = await withKey();
    const newer = aVault.vault.admin.rotateKey('master');

    expect(await wrapper.newestKeyId()).toEqual({ ok: true, value: newer });
    expect(expectValue(await wrapper.keyIds()).toSorted()).toEqual([keyId, newer].sort());
  });

  it('says which master key is missing when the vault does not have it', async () => {
    const { wrapper, aVault, keyId } = await withKey();
    aVault.vault.admin.removeKey('master');

    const missing = failing('master-key-missing', `has no version ${keyId}`);
    expect(await wrapper.wrap(randomBytes(32), boundTo, keyId)).toMatchObject(missing);
    expect(await wrapper.unwrap(randomBytes(256), boundTo, keyId)).toMatchObject(missing);
    expect(await wrapper.newestKeyId()).toMatchObject(failing('master-key-missing', 'is not there'));
  });

  it('asks no vault for a key that cannot be one of its versions', async () => {
    const { wrapper, aVault } = await withKey();

    expect(await wrapper.wrap(randomBytes(32), boundTo, 'k1')).toMatchObject(failing('master-key-missing'));
    expect(await wrapper.unwrap(randomBytes(60), boundTo, 'k1')).toMatchObject(failing('master-key-missing'));
    expect(aVault.vault.admin.requests()).toEqual([]);
  });

  it('takes a disabled version for one that cannot be used now, not for a missing one', async () => {
    const { wrapper, aVault, keyId } = await withKey();
    const wrapped = expectValue(await wrapper.wrap(randomBytes(32), boundTo, keyId));
    aVault.vault.admin.setKeyEnabled('master', keyId, false);

    expect(await wrapper.unwrap(wrapped, boundTo, keyId)).toMatchObject(
      failing('secret-unavailable', 'enable that version'),
    );
    expect(await wrapper.newestKeyId()).toMatchObject(failing('master-key-missing', 'disabled'));
    expect(await wrapper.keyIds()).toEqual({ ok: true, value: [] });
  });

  it('needs no right but the two to wrap and unwrap, and names the one it lacks', async () => {
    const { aVault, keyId } = await withKey();
    const { admin } = aVault.vault;
    admin.permit('narrow', ['keys/wrapKey', 'keys/unwrapKey']);
    admin.permit(
      'poor',
      permissions.filter((one) => one !== 'keys/unwrapKey'),
    );
    const [narrow, poor] = [await wrapperOf(aVault, 'narrow'), await wrapperOf(aVault, 'poor')];

    const wrapped = expectValue(await narrow.wrap(randomBytes(32), boundTo, keyId));

    expect(await narrow.unwrap(wrapped, boundTo, keyId)).toMatchObject({ ok: true });
    expect(await poor.unwrap(wrapped, boundTo, keyId)).toMatchObject(failing('secret-unavailable', 'keys/unwrapKey'));
    expect(await narrow.newestKeyId()).toMatchObject(failing('secret-unavailable', 'keys/get'));
  });

  it('waits as a throttling vault asks', async () => {
    const { wrapper, aVault, keyId } = await withKey();
    aVault.vault.admin.addFault({ what: { status: 429, retryAfterS: 2 }, times: 1 });

    expect(await wrapper.wrap(randomBytes(32), boundTo, keyId)).toMatchObject({ ok: true });
    expect(aVault.clock.pauses).toEqual([2_125]);
  });
});

describe('data keys in memory', () => {
  it('spare the vault a second call, for as long as they are kept', async () => {
    const time = handClock();
    const { wrapper, keyId, aVault } = await withKey({ clock: time.clock, keepMs: 1_000 });
    const wrapped = expectValue(await wrapper.wrap(randomBytes(32), boundTo, keyId));
    const calls = () => aVault.vault.admin.requests().filter(({ path }) => path.endsWith('/unwrapkey')).length;

    // Whoever got a data key overwrites it; the kept one must not suffer.
    const seen = [];
    for (let reads = 0; reads < 3; reads += 1) {
      const dataKey = expectValue(await wrapper.unwrap(wrapped, boundTo, keyId));
      seen.push(Buffer.from(dataKey).toString('hex'));
      dataKey.fill(0);
    }
    expect(seen).toEqual([seen[0], seen[0], seen[0]]);
    const callsBefore = calls();
    time.pass(1_000);
    await wrapper.unwrap(wrapped, boundTo, keyId);

    // The first call of a client is challenged, and so made twice.
    expect([callsBefore, calls()]).toEqual([1, 2]);
  });

  it('are no more than allowed, and the oldest leaves first', () => {
    const { clock } = handClock();
    const cache = createDataKeyCache({ mostKept: 2, keepMs: 1_000, clock });
    const wrapped = (at: number) => ({ keyId: 'k', wrappedKey: Buffer.from([at]), boundTo });
    for (const at of [1, 2, 3]) cache.keep(wrapped(at), randomBytes(32));

    expect([1, 2, 3].map((at) => cache.get(wrapped(at)) !== undefined)).toEqual([false, true, true]);
  });

  it('are overwritten when they leave, used or not', () => {
    const time = handClock();
    const cache = createDataKeyCache({ mostKept: 2, keepMs: 1_000, clock: time.clock });
    const overwritten = watchedFills(() => {
      for (const at of [1, 2, 3]) {
        cache.keep({ keyId: 'k', wrappedKey: Buffer.from([at]), boundTo }, Buffer.alloc(32, at));
      }
      time.pass(1_000);
    });

    expect(overwritten).toEqual([1, 2, 3]);
    expect(cache.get({ keyId: 'k', wrappedKey: Buffer.from([3]), boundTo })).toBeUndefined();
  });

  it('are not kept at all where that is wanted', async () => {
    const { wrapper, keyId, aVault } = await withKey({ keepMs: 0 });
    const wrapped = expectValue(await wrapper.wrap(randomBytes(32), boundTo, keyId));

    for (let reads = 0; reads < 3; reads += 1) await wrapper.unwrap(wrapped, boundTo, keyId);

    expect(aVault.vault.admin.requests().filter(({ path }) => path.endsWith('/unwrapkey'))).toHaveLength(3);
  });
});

describe('the local backend with its master keys in a vault', () => {
  it('names the version in the record, where ids of master keys have 32 characters', async () => {
    const { secrets, database, keyId } = await aLocal();

    const ref = await put(secrets);

    expect(keyId).toHaveLength(32);
    expect(await database.persistence.masterKeyState.inUse()).toEqual({ ok: true, value: [{ keyId, secrets: 1 }] });
    expect(await read(secrets, ref)).toBe(canary.reveal());
    expect((await database.knex('sealed_records').first()).sealed).not.toContain(canary.reveal());
  });

  it('reads old records after the key of the vault was rotated, and seals with the version that is made active', async () => {
    const { secrets, database, aVault, keyId } = await aLocal();
    const old = await put(secrets);
    const newer = aVault.vault.admin.rotateKey('master');

    await database.knex('master_key_state').update({ active_key_id: newer });
    const ref = await put(secrets);

    expect([await read(secrets, old), await read(secrets, ref)]).toEqual([canary.reveal(), canary.reveal()]);
    const used = await database.persistence.masterKeyState.inUse();
    expect(expectValue(used).map(({ keyId: id }) => id)).toEqual([keyId, newer].sort());
  });

  it('has records opened by a newer version of the key, or by the vault instead of a key ring', async () => {
    const ring = keyRingWrapper(keyRing(oneMasterKey('k1')));
    const { secrets, database, aVault, keyId, keyWrapper } = await aLocal(ring);
    await database.knex('master_key_state').update({ active_key_id: 'k1' });
    const ref = await put(secrets);
    const newer = aVault.vault.admin.rotateKey('master');
    const { sealedRecords: records, masterKeyState } = database.persistence;
    const masterKeys = createMasterKeys({ records, masterKeyState, keyWrapper, keyIds: () => ['k1', keyId, newer] });

    for (const id of [keyId, newer, 'k1']) {
      expect(await masterKeys.rewrap(ref, binding, id)).toEqual({ ok: true, value: 'rewrapped' });
      expect(await masterKeys.inUse()).toEqual({ ok: true, value: [{ keyId: id, secrets: 1 }] });
      expect(await read(secrets, ref)).toBe(canary.reveal());
    }
    expect(await masterKeys.rewrap(ref, { ...binding, origins: [] }, newer)).toMatchObject(
      failing('secret-unreadable'),
    );
  });

  it('reads what a key ring sealed before, beside what the vault wrapped', async () => {
    const ring = keyRingWrapper(keyRing(oneMasterKey('k1')));
    const { secrets, database, keyId } = await aLocal(ring);
    await database.knex('master_key_state').update({ active_key_id: 'k1' });
    const old = await put(secrets);
    await database.knex('master_key_state').update({ active_key_id: keyId });

    const ref = await put(secrets);

    expect([await read(secrets, old), await read(secrets, ref)]).toEqual([canary.reveal(), canary.reveal()]);
  });

  it('names the master key that neither ring nor vault has', async () => {
    const { secrets, database } = await aLocal(keyRingWrapper(keyRing(oneMasterKey('k1'))));
    await database.knex('master_key_state').update({ active_key_id: 'k2' });

    expect(await secrets.put(binding, canary)).toMatchObject(failing('master-key-missing', 'needs the master key k2'));
  });

  it('is unavailable when its vault is, and stores nothing then', async () => {
    const { secrets, database, aVault } = await aLocal();
    const ref = await put(secrets);
    await aVault.vault.close();

    expect(await secrets.put(binding, canary)).toMatchObject(failing('secret-unavailable', '(ECONNREFUSED)'));
    expect(await secrets.read(ref, binding)).toMatchObject(failing('secret-unavailable', '(ECONNREFUSED)'));
    expect(await database.knex('sealed_records').select('name')).toHaveLength(1);
  });
});

async function wrapperOf(
  { vault, clock }: AKeyVault,
  identity: string,
  options: Partial<AzureKeyWrapperOptions> = {},
): Promise<AzureKeyWrapper> {
  return createAzureKeyWrapper({
    vaultUrl: vault.url,
    keyName: 'master',
    credential: vault.admin.credentialOf(identity),
    ca: [vault.ca],
    nowMs: clock.nowMs,
    pause: clock.pause,
    random: () => 0.5,
    clock: handClock().clock,
    ...options,
  });
}

async function withKey(
  options: Partial<AzureKeyWrapperOptions> = {},
): Promise<{ aVault: AKeyVault; keyId: string; wrapper: AzureKeyWrapper }> {
  const aVault = await aKeyVault();
  const keyId = aVault.vault.admin.rotateKey('master');
  return { aVault, keyId, wrapper: await wrapperOf(aVault, 'cuelight', options) };
}

interface ALocal {
  readonly aVault: AKeyVault;
  readonly keyId: string;
  readonly database: Migrated;
  readonly secrets: SecretStore;
  readonly keyWrapper: KeyWrapper;
}

async function aLocal(...others: readonly KeyWrapper[]): Promise<ALocal> {
  const { aVault, keyId, wrapper } = await withKey();
  const database = await openMigrated();
  onTestFinished(() => database.close());
  await database.persistence.masterKeyState.activateIfNone(keyId);
  const { sealedRecords: records, masterKeyState } = database.persistence;
  const keyWrapper = others.length === 0 ? wrapper : firstKeyWrapper([...others, wrapper]);
  const secrets = createLocalSecrets({ records, masterKeyState, keyWrapper });
  return { aVault, keyId, database, secrets, keyWrapper };
}

/** A clock that moves when it is told to, and then does what is due. */
function handClock(): { readonly clock: Clock; pass(ms: number): void } {
  let now = 0;
  let plans: { readonly atMs: number; readonly run: () => void }[] = [];
  return {
    clock: {
      nowMs: () => now,
      after(delayMs, run) {
        const plan = { atMs: now + delayMs, run };
        plans.push(plan);
        return () => {
          plans = plans.filter((other) => other !== plan);
        };
      },
    },
    pass(ms) {
      now += ms;
      const due = plans.filter(({ atMs }) => atMs <= now);
      plans = plans.filter(({ atMs }) => atMs > now);
      for (const { run } of due) run();
    },
  };
}

/** The first bytes of what is overwritten with zeros meanwhile. */
function watchedFills(work: () => void): readonly number[] {
  const { fill } = Buffer.prototype;
  const seen: number[] = [];
  Buffer.prototype.fill = function watched(this: Buffer, ...args: Parameters<typeof fill>) {
    if (args[0] === 0 && this.length === 32) seen.push(this[0] ?? 0);
    return fill.apply(this, args);
  } as typeof fill;
  try {
    work();
  } finally {
    Buffer.prototype.fill = fill;
  }
  return seen;
}

async function put(secrets: SecretStore): Promise<SecretRef> {
  return expectValue(await secrets.put(binding, canary));
}

async function read(secrets: SecretStore, ref: SecretRef): Promise<string> {
  return expectValue(await secrets.read(ref, binding)).reveal();
}

function failing(code: string, detail = ''): object {
  return { ok: false, failure: { code, detail: expect.stringContaining(detail) } };
}
