import type { Failure, MasterKeyUse, Result } from '@cuelight/core';

/** Which master key encrypts, and which are needed. The first is one row for all hosts on a database. Failures: `storage-unavailable`. */
export interface MasterKeyState {
  /** The id of the key that encrypts; undefined in a database that has not had one. */
  activeKeyId(): Promise<Result<string | undefined, Failure>>;
  /** Makes this key the one that encrypts, unless there is one: then nothing changes. */
  activateIfNone(keyId: string): Promise<Result<void, Failure>>;
  /** Makes this key the one that encrypts, whichever it was. */
  activate(keyId: string): Promise<Result<void, Failure>>;
  /** The master keys that it takes to open all sealed records, in the order of their id. */
  inUse(): Promise<Result<readonly MasterKeyUse[], Failure>>;
}
