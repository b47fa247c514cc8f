import type { EgressRules } from '@cuelight/adapters/egress';
import type { Secret, SecretReader } from '@cuelight/core';
import type { TlsPair } from '../create-host.js';
import type { LogLevel } from '../logging/log.js';
import type { AsGiven } from './as-given.js';
import type { SecretBackendName } from './secret-backend-names.js';
import type { AwsSecretsManagerSetting, AzureKeyVaultSetting, HashicorpVaultSetting } from './vault-settings.js';

/** How the service is set up, read from the environment and checked. */
export interface Settings {
  readonly address: string;
  readonly port: number;
  /** Where Orchestrator reaches us; absent, jobs are followed by reading. */
  readonly publicUrl?: string;
  readonly database: DatabaseSetting;
  readonly secrets: {
    /** The backend that keeps new secrets. */
    readonly newIn: SecretBackendName;
    /** Other backends that secrets are read from. */
    readonly also: readonly SecretBackendName[];
    readonly azureKeyVault?: AzureKeyVaultSetting;
    readonly hashicorpVault?: HashicorpVaultSetting;
    readonly aws?: AwsSecretsManagerSetting;
  };
  /** Reads the secrets of credentials that are in the environment, `CUELIGHT_CREDENTIAL_...`; absent, none is. */
  readonly environment?: SecretReader;
  /** As `id:base64,id:base64`. */
  readonly masterKeys?: Secret;
  readonly masterKeysFile?: string;
  readonly adminKey?: Secret;
  /** Certificate authorities that every connection trusts, PEM. */
  readonly caPem?: string;
  /** What may be called; absent, the default. */
  readonly egress?: EgressRules;
  readonly tls?: TlsFiles;
  /** CIDRs of the proxies before the service that end TLS. */
  readonly trustedProxies?: readonly string[];
  /** Where the robots of users listen, each on the user's own computer. */
  readonly robotPort: number;
  readonly logLevel: LogLevel;
  /** What the environment said, for a support bundle; absent, nothing is known of it. */
  readonly asGiven?: AsGiven;
}

/** Which database is used. */
export type DatabaseSetting =
  /** A file of its own. The keys that are made for it lie in the same folder. */
  | { readonly kind: 'sqlite'; readonly file: string }
  /** A server that hosts may share; the URL as `readMysqlUrl` takes it. No key is made for it. */
  | { readonly kind: 'mysql'; readonly url: Secret };

/** Where the certificate that is served comes from, and what it is now. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
  readonly pair: TlsPair;
}
