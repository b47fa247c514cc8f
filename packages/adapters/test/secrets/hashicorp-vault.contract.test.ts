import { secretStoreContract } from '@cuelight/test-harness/contracts/secret-store';
import { aVault } from './a-vault.js';
import { tryLessOften } from './fewer-runs.js';

tryLessOften();

secretStoreContract('hashicorp-vault', async () => {
  const { store, close } = await aVault();
  return { subject: store(), close };
});
