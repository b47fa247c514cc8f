import { type Failure, type Result, succeed } from '@cuelight/core';
import type { Knex } from 'knex';
import { type Row, text } from './row.js';
import { stored } from './stored.js';

/** Where a row names the backend of a secret. */
const columns = [
  ['connections', 'credential_backend'],
  ['connections', 'webhook_secret_backend'],
  ['connections', 'other_secret_backend'],
  ['service_secrets', 'secret_backend'],
] as const;

/** The secret backends that rows name, each once, in alphabetical order. Failures: `storage-unavailable`. */
export async function secretBackendsInUse(knex: Knex): Promise<Result<readonly string[], Failure>> {
  const found = new Set<string>();
  for (const [table, column] of columns) {
    const rows = await stored('read which secret backends are in use', () =>
      knex<Row, Row[]>(table).distinct({ backend: column }).whereNotNull(column),
    );
    if (!rows.ok) return rows;
    for (const row of rows.value) found.add(text(row, 'backend'));
  }
  return succeed([...found].sort());
}
