import { secretStoreContract } from '@cuelight/test-harness/contracts/secret-store';
import { aSecretsManager } from './a-secrets-manager.js';
import { tryLessOften } from './fewer-runs.js';

tryLessOften();

secretStoreContract('aws-secrets-manager', async () => {
  const { store, close } = await aSecretsManager();
  return { subject: await store(), close };
});
