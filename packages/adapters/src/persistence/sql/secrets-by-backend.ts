import { type Failure, type Result, succeed } from '@cuelight/core';
import type { Knex } from 'knex';
import { integer, type Row, text } from './row.js';
import { stored } from './stored.js';

/** Where a row names the backend of a secret. */
const columns = [
  ['connections', 'credential_backend'],
  ['connections', 'webhook_secret_backend'],
  ['connections', 'other_secret_backend'],
  ['service_secrets', 'secret_backend'],
] as const;

/** How many secrets rows name, by their backend, in alphabetical order. Failures: `storage-unavailable`. */
export async function secretsByBackend(knex: Knex): Promise<Result<ReadonlyMap<string, number>, Failure>> {
  const found = new Map<string, number>();
  for (const [table, column] of columns) {
    const rows = await stored('read which secret backends are in use', () =>
      knex<Row, Row[]>(table).select({ backend: column }).count({ secrets: '*' }).whereNotNull(column).groupBy(column),
    );
    if (!rows.ok) return rows;
    for (const row of rows.value) {
      const backend = text(row, 'backend');
      found.set(backend, (found.get(backend) ?? 0) + integer(row, 'secrets'));
    }
  }
  return succeed(new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1))));
}
