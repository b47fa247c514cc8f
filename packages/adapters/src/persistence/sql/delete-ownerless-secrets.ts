import type { Failure, Result } from '@cuelight/core';
import type { Knex } from 'knex';
import { stored } from './stored.js';

/**
 * Deletes the sealed secrets of connections that there are none of any more, and answers how many there were. The row of a
 * connection is there before any secret of it, so this harms none that is being made. Failures: `storage-unavailable`.
 */
export function deleteOwnerlessSecrets(knex: Knex): Promise<Result<number, Failure>> {
  return stored('delete secrets that nobody owns', () =>
    knex('sealed_records').whereNot('owner', 'service').whereNotIn('owner', knex('connections').select('id')).delete(),
  );
}
