import { secretStoreContract } from '@cuelight/test-harness/contracts/secret-store';
import { createMemorySecrets } from '../../src/secrets/memory/index.js';

secretStoreContract('memory', async () => ({ subject: createMemorySecrets() }));
