import type { Failure, MasterKeyUse, Result } from '@cuelight/core';

/**
 * Which master key encrypts, which are needed, and what each is known by; the same for all hosts on a database. Failures:
 * `storage-unavailable`.
 */
export interface MasterKeyState {
  /** The id of the key that encrypts; undefined in a database that has not had one. */
  activeKeyId(): Promise<Result<string | undefined, Failure>>;
  /** When each key began to encrypt, in milliseconds since 1970; not of keys that did before this was noted. */
  sealingSinceMs(): Promise<Result<ReadonlyMap<string, number>, Failure>>;
  /** Makes this key the one that encrypts, unless there is one: then nothing changes. */
  activateIfNone(keyId: string): Promise<Result<void, Failure>>;
  /** Makes this key the one that encrypts, whichever it was. */
  activate(keyId: string): Promise<Result<void, Failure>>;
  /** The master keys that it takes to open all sealed records, in the order of their id. */
  inUse(): Promise<Result<readonly MasterKeyUse[], Failure>>;
  /** The check values of master keys by the id of the key, see `checkValueOf`. */
  checkValues(): Promise<Result<ReadonlyMap<string, string>, Failure>>;
  /** Notes the check values of keys that have none yet, and answers those that hold: of two hosts, those of the first. */
  noteCheckValues(values: ReadonlyMap<string, string>): Promise<Result<ReadonlyMap<string, string>, Failure>>;
}
