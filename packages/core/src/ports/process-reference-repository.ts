import type { Failure } from '../failure/failure.js';
import type { ProcessReference } from '../process/process-reference.js';
import type { Result } from '../result.js';
import type { ListRequest } from './list-request.js';

/** Keeps process references. Failures: `storage-unavailable`. */
export interface ProcessReferenceRepository {
  /** Adds a reference; `changed-meanwhile` when its app or connection is gone. */
  insert(reference: ProcessReference): Promise<Result<void, Failure>>;
  find(id: string): Promise<Result<ProcessReference | undefined, Failure>>;
  /** References of one app, or on one connection, in the order of their id. */
  list(
    of: { readonly appId: string } | { readonly connectionId: string },
    request: ListRequest,
  ): Promise<Result<readonly ProcessReference[], Failure>>;
  /** Notes the version last seen; of a reference that is gone, nothing is noted. */
  noteVersion(id: string, version: string): Promise<Result<void, Failure>>;
  /** Removes a reference of this app and answers whether there was one. */
  delete(appId: string, id: string): Promise<Result<boolean, Failure>>;
  /** Removes all references on a connection. */
  deleteByConnection(connectionId: string): Promise<Result<void, Failure>>;
}
