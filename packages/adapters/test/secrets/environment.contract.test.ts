import { Secret } from '@cuelight/core';
import { secretReaderContract } from '@cuelight/test-harness/contracts/secret-reader';
import { createEnvironmentSecrets } from '../../src/secrets/environment/index.js';

secretReaderContract('environment', async () => {
  const at = (name: string) => ({ backend: 'environment', name, version: 'present' });
  const reader = createEnvironmentSecrets({
    CUELIGHT_CREDENTIAL_FINANCE: 'canary-of-finance',
    CUELIGHT_CREDENTIAL_EMPTY: '',
    CUELIGHT_MASTER_KEYS: 'canary-of-finance, but of another kind',
    PATH: '/canary-of-finance',
  });
  return {
    subject: {
      reader,
      ref: at('CUELIGHT_CREDENTIAL_FINANCE'),
      binding: { owner: 'id-1', field: 'credential', origins: [] },
      secret: new Secret('canary-of-finance'),
      absent: [
        'CUELIGHT_CREDENTIAL_EMPTY',
        'CUELIGHT_CREDENTIAL_SALES',
        'CUELIGHT_MASTER_KEYS',
        'PATH',
        'toString',
      ].map(at),
    },
  };
});
