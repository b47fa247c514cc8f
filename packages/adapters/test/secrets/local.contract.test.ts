import { secretStoreContract } from '@cuelight/test-harness/contracts/secret-store';
import { openLocal } from './open-local.js';

secretStoreContract('local', async () => {
  const { secrets, close } = await openLocal();
  return { subject: secrets, close };
});
