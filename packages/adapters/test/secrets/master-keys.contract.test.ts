import { masterKeysContract } from '@cuelight/test-harness/contracts/master-keys';
import { createMasterKeys } from '../../src/secrets/local/index.js';
import { openMigrated } from '../persistence/open-migrated.js';
import { keyRing, localSecrets, oneMasterKey } from './open-local.js';

masterKeysContract('local', async () => {
  const database = await openMigrated();
  const { sealedRecords: records, masterKeyState } = database.persistence;
  const ring = keyRing(`${oneMasterKey('k1')},${oneMasterKey('k2')}`);
  await masterKeyState.activateIfNone('k1');
  const subject = {
    masterKeys: createMasterKeys({ records, masterKeyState, keyRing: ring }),
    secrets: localSecrets(database, ring),
    first: 'k1',
    second: 'k2',
  };
  return { subject, close: database.close };
});
