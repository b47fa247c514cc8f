import { createAwsSecretsManagerSecrets } from '@cuelight/adapters/secrets/aws-secrets-manager';
import { createAzureKeyVaultSecrets } from '@cuelight/adapters/secrets/azure-key-vault';
import { createHashicorpVaultSecrets } from '@cuelight/adapters/secrets/hashicorp-vault';
import { type Result, type SecretStore, succeed } from '@cuelight/core';
import type { SecretBackendName } from '../settings/secret-backend-names.js';
import type { Settings } from '../settings/settings.js';
import type { StartFailure } from '../storage/start-failure.js';
import { azureCredential } from './azure-credential.js';

/** A vault that is not ours. */
export interface OpenedVault {
  readonly store: SecretStore;
  close(): Promise<void>;
}

/** Makes what talks to a vault; nothing is called before a secret is read or put. */
export async function openVault(
  name: Exclude<SecretBackendName, 'local'>,
  { secrets, caPem }: Pick<Settings, 'secrets' | 'caPem'>,
): Promise<Result<OpenedVault, StartFailure>> {
  const trust = caPem === undefined ? {} : { caPem };
  switch (name) {
    case 'azure-key-vault': {
      const { keyName: _, ...options } = given(secrets.azureKeyVault, name);
      const ca = caPem === undefined ? {} : { ca: [caPem] };
      const store = await createAzureKeyVaultSecrets({ ...options, ...ca, credential: await azureCredential() });
      return succeed({ store, close: async () => {} });
    }
    case 'hashicorp-vault': {
      const store = createHashicorpVaultSecrets({ ...given(secrets.hashicorpVault, name), ...trust });
      return succeed({ store, close: () => store.close() });
    }
    case 'aws-secrets-manager': {
      const store = await createAwsSecretsManagerSecrets({ ...given(secrets.aws, name), ...trust });
      return succeed({ store, close: () => store.close() });
    }
  }
}

function given<T>(setting: T | undefined, name: string): T {
  if (setting === undefined) throw new Error(`A bug: the settings of ${name} were not read.`);
  return setting;
}
