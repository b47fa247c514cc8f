import { serviceSecretsContract } from '@cuelight/test-harness/contracts/service-secrets';
import { createServiceSecrets } from '../../src/secrets/service/index.js';
import { systemRandomness as randomness } from '../../src/system/index.js';
import { openLocal } from './open-local.js';

serviceSecretsContract('local backend', async () => {
  const { secrets, persistence, close } = await openLocal();
  const host = () => createServiceSecrets({ rows: persistence.serviceSecretRows, secrets, randomness });
  return { subject: { one: host(), other: host() }, close };
});
