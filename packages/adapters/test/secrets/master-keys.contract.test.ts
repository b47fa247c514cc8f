import { masterKeysContract } from '@cuelight/test-harness/contracts/master-keys';
import { describe } from 'vitest';
import { createMasterKeys } from '../../src/secrets/local/index.js';
import { oneMigratedMysql } from '../persistence/mysql-database.js';
import { type Migrated, openMigrated } from '../persistence/open-migrated.js';
import { keyRing, localSecrets, oneMasterKey } from './open-local.js';

masterKeysContract('local', async () => {
  const database = await openMigrated();
  return { subject: await masterKeysOf(database), close: database.close };
});

describe('on MySQL', () => {
  const database = oneMigratedMysql();

  masterKeysContract('local, MySQL', async () => ({ subject: await masterKeysOf(database()) }));
});

async function masterKeysOf(database: Migrated) {
  const { sealedRecords: records, masterKeyState } = database.persistence;
  const ring = keyRing(`${oneMasterKey('k1')},${oneMasterKey('k2')}`);
  await masterKeyState.activateIfNone('k1');
  return {
    masterKeys: createMasterKeys({ records, masterKeyState, keyRing: ring }),
    secrets: localSecrets(database, ring),
    first: 'k1',
    second: 'k2',
  };
}
