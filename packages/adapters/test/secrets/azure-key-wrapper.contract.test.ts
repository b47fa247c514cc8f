import { secretStoreContract } from '@cuelight/test-harness/contracts/secret-store';
import { startFakeKeyVault } from '@cuelight/test-harness/fake-key-vault';
import { afterAll } from 'vitest';
import { createAzureKeyWrapper } from '../../src/secrets/azure-key-wrapper/index.js';
import { createLocalSecrets } from '../../src/secrets/local/index.js';
import { systemClock } from '../../src/system/index.js';
import { openMigrated } from '../persistence/open-migrated.js';
import { tryLessOften } from './fewer-runs.js';

tryLessOften();

const starting = startFakeKeyVault();
afterAll(async () => (await starting).close());

secretStoreContract('local, wrapped by a Key Vault', async () => {
  const vault = await starting;
  const keyId = vault.admin.rotateKey('master');
  const { persistence, close } = await openMigrated();
  await persistence.masterKeyState.activateIfNone(keyId);
  const keyWrapper = await createAzureKeyWrapper({
    vaultUrl: vault.url,
    keyName: 'master',
    credential: vault.admin.credentialOf('cuelight'),
    ca: [vault.ca],
    clock: systemClock,
  });
  const subject = createLocalSecrets({
    records: persistence.sealedRecords,
    masterKeyState: persistence.masterKeyState,
    keyWrapper,
  });
  return { subject, close };
});
