import { Secret, type SecretBinding } from '@cuelight/core';
import { type FakeVault, type FakeVaultOptions, startFakeVault } from '@cuelight/test-harness/fake-vault';
import {
  createHashicorpVaultSecrets,
  type HashicorpVaultOptions,
  type HashicorpVaultSecrets,
} from '../../src/secrets/hashicorp-vault/index.js';
import { aSkippingClock, type SkippingClock } from './a-skipping-clock.js';

/** A running Vault with the policy of docs/secrets/hashicorp-vault.md, on a clock that Cuelight shares. */
export interface AVault {
  readonly vault: FakeVault;
  readonly clock: SkippingClock;
  /** A store that signs in by a role with the policy, unless it is told otherwise. */
  store(options?: Partial<HashicorpVaultOptions>): HashicorpVaultSecrets;
  close(): Promise<void>;
}

/** What docs/secrets/hashicorp-vault.md asks for. */
export const documentedPolicy = [
  { path: 'secret/data/cuelight/*', capabilities: ['create', 'read'] },
  { path: 'secret/metadata/cuelight/*', capabilities: ['list', 'delete'] },
] as const;

/** Starts one. */
export async function aVault(options: FakeVaultOptions = {}): Promise<AVault> {
  const clock = aSkippingClock();
  const vault = await startFakeVault({ nowMs: clock.nowMs, ...options });
  vault.admin.putPolicy('cuelight', documentedPolicy);
  const { roleId, secretId } = vault.admin.createRole({ policies: ['cuelight'], ttlS: 3_600, maxTtlS: 86_400 });
  const stores: HashicorpVaultSecrets[] = [];
  return {
    vault,
    clock,
    store(changes = {}) {
      const auth = { roleId, secretId: new Secret(secretId) };
      const made = createHashicorpVaultSecrets({ address: vault.url, auth, caPem: vault.caPem, clock, ...changes });
      stores.push(made);
      return made;
    },
    async close() {
      for (const store of stores) await store.close();
      await vault.close();
    },
  };
}

export const binding: SecretBinding = {
  owner: '01936e2a-0000-7000-8000-000000000001',
  field: 'credential',
  origins: ['https://orchestrator.example'],
};

export const canary = new Secret('canary-6b0e-vault-secret');
