import { secretStoreContract } from '@cuelight/test-harness/contracts/secret-store';
import { describe } from 'vitest';
import { oneMigratedMysql } from '../persistence/mysql-database.js';
import { localSecretsOf, openLocal } from './open-local.js';

secretStoreContract('local', async () => {
  const { secrets, close } = await openLocal();
  return { subject: secrets, close };
});

describe('on MySQL', () => {
  const database = oneMigratedMysql();

  secretStoreContract('local, MySQL', async () => ({ subject: await localSecretsOf(database()) }));
});
