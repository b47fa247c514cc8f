import type { Secret } from '@cuelight/core';

/** The Azure Key Vault of the settings. */
export interface AzureKeyVaultSetting {
  readonly vaultUrl: string;
  readonly prefix?: string;
  /** Whether deleted secrets are purged too. */
  readonly purges: boolean;
  /** The key of that vault that is the master key of the backend `local`; absent, `local` has master keys of its own. */
  readonly keyName?: string;
}

/** The HashiCorp Vault, or OpenBao, of the settings. */
export interface HashicorpVaultSetting {
  readonly address: string;
  readonly auth: { readonly token: Secret } | { readonly roleId: string; readonly secretId: Secret };
  readonly mount?: string;
  readonly prefix?: string;
  readonly namespace?: string;
}

/** The AWS Secrets Manager of the settings. */
export interface AwsSecretsManagerSetting {
  readonly region: string;
  readonly prefix?: string;
  readonly kmsKeyId?: string;
  readonly endpoint?: string;
}
