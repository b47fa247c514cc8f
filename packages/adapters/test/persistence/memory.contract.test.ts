import { persistenceContract } from '@cuelight/test-harness/contracts/persistence';
import { createMemoryPersistence } from '../../src/persistence/memory/index.js';

persistenceContract('memory', async () => ({ subject: createMemoryPersistence() }));
