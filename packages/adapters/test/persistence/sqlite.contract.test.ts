import { persistenceContract } from '@cuelight/test-harness/contracts/persistence';
import { openMigrated } from './open-migrated.js';

persistenceContract('SQLite', async () => {
  const { persistence, close } = await openMigrated();
  return { subject: persistence, close };
});
