import type { Clock, Secret } from '@cuelight/core';

/** How Cuelight signs in to Vault. */
export type VaultAuth =
  /** A token, renewed as long as Vault allows. */
  | { readonly token: Secret }
  /** A role of the auth method AppRole; `authMount` is where that method is mounted, `approle` when absent. */
  | { readonly roleId: string; readonly secretId: Secret; readonly authMount?: string };

/** Which Vault, or OpenBao, and how. */
export interface HashicorpVaultOptions {
  /** The value of `VAULT_ADDR`: https, host and port. */
  readonly address: string;
  readonly auth: VaultAuth;
  /** Where the KV engine, version 2, is mounted. @default 'secret' */
  readonly mount?: string;
  /** The folder below the mount that all secrets are in. @default 'cuelight' */
  readonly prefix?: string;
  /** The namespace of auth method and engine (Vault Enterprise, OpenBao 2.3); the root when absent. */
  readonly namespace?: string;
  /** Certificates of authorities, PEM, that are trusted beside the usual ones. */
  readonly caPem?: string;
  /** The longest that one operation takes, its repetitions included, in milliseconds. @default 10000 */
  readonly operationMs?: number;
  /** The longest that one request of it takes, in milliseconds. @default 4000 */
  readonly requestMs?: number;
  /** @default the system's */
  readonly clock?: Clock;
}
