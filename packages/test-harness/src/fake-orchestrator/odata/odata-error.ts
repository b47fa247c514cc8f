import type { EntityType } from './entity-type.js';

/**
 * A query option that cannot be understood. Thrown within `odata/` only and turned into a 400 by the one function that
 * other folders call, `runQuery`.
 */
export class ODataError extends Error {
  override readonly name = 'ODataError';
}

/** A fault at a position of a `$filter`, counted from 0. */
export function faultAt(position: number, what: string): ODataError {
  return new ODataError(`${what} at position ${position} of the $filter.`);
}

/** A name that the kind of entity does not have. */
export function noSuchProperty(name: string, type: EntityType): ODataError {
  return new ODataError(`Could not find a property named '${name}' on type '${type.name}'.`);
}
