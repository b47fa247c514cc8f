import { secretStoreContract } from '@cuelight/test-harness/contracts/secret-store';
import { type FakeKeyVaultOptions, startFakeKeyVault } from '@cuelight/test-harness/fake-key-vault';
import { afterAll } from 'vitest';
import { createAzureKeyVaultSecrets } from '../../src/secrets/azure-key-vault/index.js';
import { tryLessOften } from './fewer-runs.js';

tryLessOften();

const vaults: readonly [string, FakeKeyVaultOptions, { readonly purges?: boolean }][] = [
  ['azure-key-vault', {}, {}],
  ['azure-key-vault, purging', {}, { purges: true }],
  ['azure-key-vault, soft delete off', { hasSoftDelete: false }, {}],
];

for (const [name, vaultOptions, options] of vaults) {
  const starting = startFakeKeyVault(vaultOptions);
  afterAll(async () => (await starting).close());
  let stores = 0;
  secretStoreContract(name, async () => {
    const vault = await starting;
    stores += 1;
    const subject = await createAzureKeyVaultSecrets({
      vaultUrl: vault.url,
      credential: vault.admin.credentialOf('cuelight'),
      ca: [vault.ca],
      // Stores with different prefixes share nothing but the vault.
      prefix: `store${stores}`,
      ...options,
    });
    return { subject };
  });
}
