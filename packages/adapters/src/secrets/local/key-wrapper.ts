import type { Failure, Result } from '@cuelight/core';
import type { KeyRing } from './key-ring.js';

/**
 * Holds the master keys, and wraps data keys with them, each bound to what its record is bound to. Failures:
 * `master-key-missing` (there is no key of that id), `secret-unreadable` (from `unwrap`: it was wrapped with another key or
 * for another binding, or altered), `secret-unavailable` (the keys cannot be reached or used now).
 */
export interface KeyWrapper {
  /** Wraps a data key (32 bytes) with the master key of that id. */
  wrap(dataKey: Uint8Array, boundTo: Uint8Array, keyId: string): Promise<Result<Uint8Array, Failure>>;
  /** Unwraps what `wrap` made with that key for that binding. What is answered is the caller's, to overwrite after use. */
  unwrap(wrappedKey: Uint8Array, boundTo: Uint8Array, keyId: string): Promise<Result<Uint8Array, Failure>>;
}

/** Who has the master keys: this host itself, or somebody who wraps with them, such as a Key Vault. */
export type MasterKeyHolder =
  | { readonly keyRing: KeyRing; readonly keyWrapper?: never }
  | { readonly keyWrapper: KeyWrapper; readonly keyRing?: never };
