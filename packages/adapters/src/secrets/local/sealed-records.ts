import type { Failure, Result } from '@cuelight/core';

/** One version of a secret as the local backend keeps it. */
export interface SealedRecord {
  readonly name: string;
  readonly version: string;
  /** Whose secret it is, so that all of an owner's can be removed. */
  readonly owner: string;
  /** Which master key it takes to open it; also in the header of `sealed`. */
  readonly masterKeyId: string;
  /** The envelope, see `envelope.ts`. */
  readonly sealed: string;
}

/** Keeps sealed records. Failures: `storage-unavailable`. */
export interface SealedRecords {
  /** Adds a record; its name and version together must be new. */
  insert(record: SealedRecord): Promise<Result<void, Failure>>;
  find(name: string, version: string): Promise<Result<SealedRecord | undefined, Failure>>;
  /** Removes a record; removing one that is gone succeeds. */
  delete(name: string, version: string): Promise<Result<void, Failure>>;
  /** Removes the records of a name but those of these versions. */
  deleteOtherVersions(name: string, keptVersions: readonly string[]): Promise<Result<void, Failure>>;
  /** Removes all records of an owner; an owner without any is a success. */
  deleteByOwner(owner: string): Promise<Result<void, Failure>>;
  /**
   * Puts a record in the place of one of the same name and version that is still sealed as it was read; answers whether it
   * was.
   */
  replace(record: SealedRecord, sealedBefore: string): Promise<Result<boolean, Failure>>;
}
