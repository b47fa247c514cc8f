/**
 * What an operation that may fail in an expected way answers. Bugs throw; everything a caller can do something about
 * is a `Failed` with a documented code.
 */
export type Result<T, F> = Succeeded<T> | Failed<F>;

/** The operation did what was asked. */
export interface Succeeded<T> {
  readonly ok: true;
  readonly value: T;
}

/** The operation did not do what was asked, for a reason the caller can act on. */
export interface Failed<F> {
  readonly ok: false;
  readonly failure: F;
}

/** Wraps a value as a success. */
export function succeed<T>(value: T): Succeeded<T> {
  return { ok: true, value };
}

/** Wraps a failure. */
export function fail<F>(failure: F): Failed<F> {
  return { ok: false, failure };
}
