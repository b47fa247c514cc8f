import type { Secret } from '../credential/secret.js';
import type { SecretBinding, SecretRef } from '../credential/secret-ref.js';
import type { Failure } from '../failure/failure.js';
import type { Result } from '../result.js';

/**
 * Reads secrets. Failures: `secret-unavailable` (unreachable, or access refused: never taken for an absent secret),
 * `secret-missing`, `secret-unreadable` (bound to something else, or altered), `master-key-missing`; and where a backend can
 * tell, `secret-damaged` (altered or cut off) and `secret-misplaced` (copied from another record).
 */
export interface SecretReader {
  /**
   * Reads the version that `ref` names. `binding` must be that of the put, else `secret-unreadable`; a reader of secrets
   * that nobody put, such as those of the environment, cannot know it.
   */
  read(ref: SecretRef, binding: SecretBinding): Promise<Result<Secret, Failure>>;
}

/** Keeps secrets, encrypted at rest. */
export interface SecretStore extends SecretReader {
  /** Stores a secret as a new version; earlier versions stay readable until deleted. */
  put(binding: SecretBinding, secret: Secret): Promise<Result<SecretRef, Failure>>;
  /** Deletes one version; deleting one that is gone succeeds. */
  delete(ref: SecretRef): Promise<Result<void, Failure>>;
  /**
   * Deletes every version of one field of an owner but those that `kept` names: what was put, and then not noted. With
   * nothing to delete it succeeds.
   */
  deleteOthers(of: Pick<SecretBinding, 'owner' | 'field'>, kept: readonly SecretRef[]): Promise<Result<void, Failure>>;
  /** Deletes every secret of an owner, known by a reference or not; an owner without any is a success. */
  deleteAll(owner: string): Promise<Result<void, Failure>>;
}
