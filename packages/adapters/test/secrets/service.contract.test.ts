import type { SecretStore } from '@cuelight/core';
import { serviceSecretsContract } from '@cuelight/test-harness/contracts/service-secrets';
import { describe } from 'vitest';
import { createServiceSecrets } from '../../src/secrets/service/index.js';
import { systemRandomness as randomness } from '../../src/system/index.js';
import { oneMigratedMysql } from '../persistence/mysql-database.js';
import type { Migrated } from '../persistence/open-migrated.js';
import { localSecretsOf, openLocal } from './open-local.js';

serviceSecretsContract('local backend', async () => {
  const { secrets, close, ...database } = await openLocal();
  return { subject: twoHosts(database, secrets), close };
});

describe('on MySQL', () => {
  const database = oneMigratedMysql();

  serviceSecretsContract('local backend, MySQL', async () => ({
    subject: twoHosts(database(), await localSecretsOf(database())),
  }));
});

function twoHosts({ persistence }: Pick<Migrated, 'persistence'>, secrets: SecretStore) {
  const host = () => createServiceSecrets({ rows: persistence.serviceSecretRows, secrets, randomness });
  return { one: host(), other: host() };
}
