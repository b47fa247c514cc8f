import type { Failure, Result, SecretRef, ServiceSecretName } from '@cuelight/core';

/** Keeps where the service's own secrets are. Failures: `storage-unavailable`. */
export interface ServiceSecretRows {
  find(name: ServiceSecretName): Promise<Result<SecretRef | undefined, Failure>>;
  /** Adds a row, unless there is one of this name: then nothing changes. */
  insertIfAbsent(name: ServiceSecretName, ref: SecretRef): Promise<Result<void, Failure>>;
  /** Names another secret, if the row names `from`: answers whether it did. */
  replace(name: ServiceSecretName, from: SecretRef, to: SecretRef): Promise<Result<boolean, Failure>>;
}
