import { secretStoreContract } from '@cuelight/test-harness/contracts/secret-store';
import { aVault } from './a-vault.js';

secretStoreContract('hashicorp-vault', async () => {
  const { store, close } = await aVault();
  return { subject: store(), close };
});
