import type { SecretBinding, SecretRef } from '../credential/secret-ref.js';
import type { Failure } from '../failure/failure.js';
import type { Result } from '../result.js';

/** How many stored secrets it takes a master key to open. */
export interface MasterKeyUse {
  readonly keyId: string;
  readonly secrets: number;
}

/** Which master key encrypts, and since when each has. */
export interface Sealing {
  /** The key that encrypts now; undefined in a database that has not had one. */
  readonly keyId: string | undefined;
  /**
   * When each key began to encrypt, the first time, by the id of the key, in milliseconds since 1970. A key that did so
   * before this was noted is not among them.
   */
  readonly sinceMs: ReadonlyMap<string, number>;
}

/**
 * The master keys of the backend `local`: which of them encrypts is the same for all hosts on a database. Failures:
 * `secret-unavailable` when the database does not answer.
 */
export interface MasterKeys {
  /** The keys that this host has. */
  ids(): readonly string[];
  /** Makes this key the one that encrypts, whichever it was before. Secrets stay readable with the key they have. */
  activate(keyId: string): Promise<Result<void, Failure>>;
  /**
   * Has a stored secret opened by this key from now on, under the same reference, and sees that it is. `binding` must be
   * that of the put. Answers `already` when it was so before.
   *
   * @returns `secret-missing`, `secret-unreadable`, `secret-damaged`, `secret-misplaced`, `master-key-missing`
   */
  rewrap(ref: SecretRef, binding: SecretBinding, keyId: string): Promise<Result<'rewrapped' | 'already', Failure>>;
  /** Which key encrypts. */
  sealing(): Promise<Result<Sealing, Failure>>;
  /** The keys that stored secrets need, in the order of their id. */
  inUse(): Promise<Result<readonly MasterKeyUse[], Failure>>;
}
