import type { Secret } from '../credential/secret.js';
import type { Failure } from '../failure/failure.js';
import type { Result } from '../result.js';

/**
 * The secrets of the service itself: what tags of jobs, hashes of API keys, the chain of the audit log and the signatures of
 * tokens are made with.
 */
export const serviceSecretNames = ['api-key-hash', 'reference-tag', 'audit-chain', 'token-signature'] as const;

/** One of {@link serviceSecretNames}. */
export type ServiceSecretName = (typeof serviceSecretNames)[number];

/**
 * Hands out the service's own secrets. Each is made once per database, at first use, and never rotated: tags and hashes
 * made with it must stay recognisable. Failures: `storage-unavailable`, `secret-*`, `master-key-missing`.
 */
export interface ServiceSecrets {
  /** The secret, made and kept if there is none. All hosts on a database get the same. */
  get(name: ServiceSecretName): Promise<Result<Secret, Failure>>;
}
