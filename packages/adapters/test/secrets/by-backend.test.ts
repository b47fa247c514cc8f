import { Secret, type SecretBinding, type SecretStore } from '@cuelight/core';
import { secretStoreContract } from '@cuelight/test-harness/contracts/secret-store';
import { describe, expect, it } from 'vitest';
import { createSecretsByBackend } from '../../src/secrets/by-backend/index.js';
import { createMemorySecrets } from '../../src/secrets/memory/index.js';
import { openLocal } from './open-local.js';

secretStoreContract('several backends as one', async () => {
  const { secrets, close } = await openLocal();
  return { subject: createSecretsByBackend({ stores: backends(secrets), newIn: 'local' }), close };
});

const binding: SecretBinding = { owner: 'c1', field: 'credential', origins: ['https://orchestrator.example'] };

describe('several secret backends as one', () => {
  it('read each secret where it was put, wherever new ones go by now', async () => {
    const { secrets: local, close } = await openLocal();
    const before = createSecretsByBackend({ stores: backends(local), newIn: 'local' });
    const after = createSecretsByBackend({ stores: backends(local), newIn: 'memory' });

    const old = await before.put(binding, new Secret('old'));
    const fresh = await after.put(binding, new Secret('new'));

    expect([old, fresh]).toMatchObject([{ value: { backend: 'local' } }, { value: { backend: 'memory' } }]);
    expect(await textOf(after, old)).toBe('old');
    expect(await textOf(after, fresh)).toBe('new');
    await close();
  });

  it('delete in each of them, although one fails, and then say so', async () => {
    const { secrets: local, close } = await openLocal();
    const away = { ok: false, failure: { code: 'secret-unavailable', detail: 'away' } } as const;
    const vault: SecretStore = {
      ...createMemorySecrets(),
      deleteAll: async () => away,
      deleteOthers: async () => away,
    };
    const stores = new Map([
      ['memory', vault],
      ['local', local],
    ]);
    const secrets = createSecretsByBackend({ stores, newIn: 'local' });
    const refs = [await secrets.put(binding, new Secret('one')), await secrets.put(binding, new Secret('two'))];

    expect(await secrets.deleteOthers(binding, refs[1]?.ok ? [refs[1].value] : [])).toEqual(away);
    expect(refs[0] && (await textOf(secrets, refs[0]))).toBe('secret-missing');
    expect(await secrets.deleteAll('c1')).toEqual(away);
    expect(refs[1] && (await textOf(secrets, refs[1]))).toBe('secret-missing');
    await close();
  });

  it('cannot be put together without the one for new secrets', () => {
    expect(() => createSecretsByBackend({ stores: new Map(), newIn: 'local' })).toThrow('local');
  });
});

function backends(local: SecretStore): ReadonlyMap<string, SecretStore> {
  return new Map([
    ['local', local],
    ['memory', createMemorySecrets()],
  ]);
}

async function textOf(secrets: SecretStore, ref: Awaited<ReturnType<SecretStore['put']>>): Promise<string> {
  if (!ref.ok) return ref.failure.code;
  const read = await secrets.read(ref.value, binding);
  return read.ok ? read.value.reveal() : read.failure.code;
}
