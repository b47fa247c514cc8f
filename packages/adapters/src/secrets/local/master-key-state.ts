import type { Failure, Result } from '@cuelight/core';

/** Which master key encrypts. It is one row for all hosts on a database. Failures: `storage-unavailable`. */
export interface MasterKeyState {
  /** The id of the key that encrypts; undefined in a database that has not had one. */
  activeKeyId(): Promise<Result<string | undefined, Failure>>;
  /** Makes this key the one that encrypts, unless there is one: then nothing changes. */
  activateIfNone(keyId: string): Promise<Result<void, Failure>>;
}
