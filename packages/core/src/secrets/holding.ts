import type { SecretBinding, SecretRef } from '../credential/secret-ref.js';
import type { Failure } from '../failure/failure.js';
import type { Result } from '../result.js';

/** A secret that a row names. */
export interface HeldSecret {
  readonly binding: SecretBinding;
  readonly ref: SecretRef;
}

/**
 * One row that names secrets, as it was read. Each change answers the row as it is then; `changed-meanwhile` when it was
 * changed, or removed, since it was read.
 */
export interface Holding {
  /** Whose secrets they are: a connection's id, or `service`. */
  readonly owner: string;
  readonly secrets: readonly HeldSecret[];
  /** Has the row tell that secrets may lie about which it does not name, so that they are found if nobody comes back. */
  expectLoose(): Promise<Result<Holding, Failure>>;
  /** Has the row name other secrets, all in one step. */
  swap(next: (ref: SecretRef) => SecretRef): Promise<Result<Holding, Failure>>;
  /** Takes back {@link expectLoose}, unless the row told so before. */
  nothingLoose(): Promise<Result<Holding, Failure>>;
  /** The row as it is now; undefined when it is gone. */
  again(): Promise<Result<Holding | undefined, Failure>>;
}

/** Rows that name secrets. */
export interface SecretHolder {
  /** Every row, each once, in constant memory. A failure is the last thing that comes. */
  each(): AsyncIterable<Result<Holding, Failure>>;
}
