import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Secret, type SecretBinding, type SecretRef, type SecretStore, succeed } from '@cuelight/core';
import { secretStoreContract } from '@cuelight/test-harness/contracts/secret-store';
import { beforeEach, describe, expect, it } from 'vitest';
import { createCachedSecrets } from '../../src/secrets/cached/index.js';
import { createMemorySecrets } from '../../src/secrets/memory/index.js';

secretStoreContract('kept in memory for a moment', async () => ({
  subject: createCachedSecrets({ store: createMemorySecrets(), clock: { nowMs: () => 0 } }),
}));

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const binding: SecretBinding = { owner: 'c1', field: 'credential', origins: ['https://orchestrator.example'] };

describe('secrets that are kept in memory for a moment', () => {
  let nowMs = 0;
  let reads: string[];
  /** What another host does, past what is kept here. */
  let vault: SecretStore;
  let secrets: SecretStore;

  beforeEach(() => {
    nowMs = 0;
    reads = [];
    vault = createMemorySecrets();
    const store: SecretStore = {
      ...vault,
      read(ref, bound) {
        reads.push(ref.version);
        return vault.read(ref, bound);
      },
    };
    secrets = createCachedSecrets({ store, clock: { nowMs: () => nowMs }, keptForMs: 1_000, most: 2 });
  });

  const put = async (text: string, bound = binding): Promise<SecretRef> => {
    const ref = await secrets.put(bound, new Secret(text));
    if (!ref.ok) throw new Error(ref.failure.code);
    return ref.value;
  };
  const read = async (ref: SecretRef, bound = binding) => {
    const got = await secrets.read(ref, bound);
    return got.ok ? got.value.reveal() : got.failure.code;
  };

  it('are asked for once in that time, and again after it', async () => {
    const ref = await put('S3cret');

    for (const atMs of [0, 999, 1_000, 1_999]) {
      nowMs = atMs;
      expect(await read(ref)).toBe('S3cret');
    }

    expect(reads).toHaveLength(2);
  });

  it('are not held after it, although nobody asks for them again', async () => {
    const held: WeakRef<Secret>[] = [];
    const store: SecretStore = {
      ...vault,
      async read() {
        const secret = new Secret('S3cret');
        held.push(new WeakRef(secret));
        return succeed(secret);
      },
    };
    const kept = createCachedSecrets({ store, clock: { nowMs: () => nowMs }, keptForMs: 1_000 });
    const ref = { backend: 'memory', name: 'c1/credential' };

    await kept.read({ ...ref, version: '1' }, binding);
    nowMs = 1_000;
    await kept.read({ ...ref, version: '2' }, binding);
    // What a function just awaited stays on its stack for this turn.
    await new Promise(setImmediate);
    collectGarbage();

    expect(held.map((secret) => secret.deref()?.reveal())).toEqual([undefined, 'S3cret']);
  });

  it('are asked for once by all who ask at the same time', async () => {
    const ref = await put('S3cret');

    expect(await Promise.all([read(ref), read(ref), read(ref)])).toEqual(['S3cret', 'S3cret', 'S3cret']);

    expect(reads).toHaveLength(1);
  });

  it('are not given to who is bound to something else', async () => {
    const ref = await put('S3cret');
    await read(ref);

    expect(await read(ref, { ...binding, origins: ['https://evil.example'] })).toBe('secret-unreadable');
    expect(await read(ref, { ...binding, owner: 'c2' })).toBe('secret-unreadable');
    expect(await read(ref, { ...binding, field: 'webhook-secret' })).toBe('secret-unreadable');
  });

  it('are never more than the most, and those read last stay', async () => {
    const [one, two, three] = [await put('1'), await put('2'), await put('3')];
    for (const ref of [one, two, one, three]) await read(ref);
    reads = [];

    expect([await read(one), await read(three)]).toEqual(['1', '3']);
    expect(reads).toEqual([]);
    expect(await read(two)).toBe('2');
    expect(reads).toHaveLength(1);
  });

  it('do not keep a failure', async () => {
    const ref = await put('S3cret');
    await vault.delete(ref);
    expect(await read(ref)).toBe('secret-missing');

    expect(await read(ref)).toBe('secret-missing');
    expect(reads).toHaveLength(2);
  });

  it('do not outlive their deletion, in whichever way they are deleted', async () => {
    const ways = [
      (ref: SecretRef) => secrets.delete(ref),
      () => secrets.deleteOthers(binding, []),
      () => secrets.deleteAll('c1'),
    ];
    for (const way of ways) {
      const ref = await put('S3cret');
      await read(ref);
      await way(ref);
      expect(await read(ref)).toBe('secret-missing');
    }
  });

  it('do not outlive their deletion when they are read while it is under way', async () => {
    const ref = await put('S3cret');
    const slow: SecretStore = {
      ...vault,
      async delete(of) {
        await late.read(of, binding);
        return vault.delete(of);
      },
    };
    const late = createCachedSecrets({ store: slow, clock: { nowMs: () => 0 } });

    await late.delete(ref);

    expect(await late.read(ref, binding)).toMatchObject({ failure: { code: 'secret-missing' } });
  });

  it('stay where another secret of the same owner is deleted', async () => {
    const hook: SecretBinding = { ...binding, field: 'webhook-secret' };
    const [credential, webhook] = [await put('credential'), await put('webhook', hook)];
    await read(credential);
    reads = [];

    await secrets.delete(webhook);
    await secrets.deleteOthers(hook, []);
    await secrets.deleteAll('c2');

    expect(await read(credential)).toBe('credential');
    expect(reads).toEqual([]);
  });
});
