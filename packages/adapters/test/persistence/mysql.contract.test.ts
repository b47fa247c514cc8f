import { persistenceContract } from '@cuelight/test-harness/contracts/persistence';
import { oneMigratedMysql } from './mysql-database.js';

const database = oneMigratedMysql();

persistenceContract('MySQL', async () => ({ subject: database().persistence }));
