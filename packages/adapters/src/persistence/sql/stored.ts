import { type Failure, fail, type Result, succeed } from '@cuelight/core';
import { driverCodeOf, isDeadlock, objectionOf, troubleOf } from './dialect.js';

/**
 * Runs queries, which are one statement or one transaction, and makes their failures values: `storage-unavailable`, or `onForeignKey` when a parent row is absent.
 * Any other broken constraint is a bug and throws.
 *
 * Knex writes the values of a query into its error messages, so nothing of an error but its code is passed on.
 *
 * @param what what the queries do, in the words of a failure: "read a connection"
 */
export async function stored<T>(
  what: string,
  queries: () => Promise<T>,
  onForeignKey?: Failure,
): Promise<Result<T, Failure>> {
  try {
    return succeed(await despiteDeadlocks(queries));
  } catch (error) {
    const objection = objectionOf(error);
    if (objection === 'foreign-key' && onForeignKey !== undefined) return fail(onForeignKey);
    const code = driverCodeOf(error);
    if (objection !== 'none') throw new Error(`A bug: to ${what} broke a rule of the database (${code}).`);
    // A value that no column can hold, which the edge should have refused.
    if (error instanceof RangeError) throw error;
    const reason = code === undefined ? '' : ` (${code})`;
    const detail = [`The database could not ${what}${reason}.`, troubleOf(error)].filter(Boolean).join(' ');
    return fail({ code: 'storage-unavailable', detail });
  }
}

/** Two hosts that write at once can stop each other on MySQL; one of them is then undone whole, and tries again. */
async function despiteDeadlocks<T>(queries: () => Promise<T>): Promise<T> {
  for (let triesLeft = 4; ; triesLeft -= 1) {
    try {
      return await queries();
    } catch (error) {
      if (!isDeadlock(error) || triesLeft === 0) throw error;
    }
  }
}
