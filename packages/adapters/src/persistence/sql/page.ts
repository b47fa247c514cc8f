import type { ListRequest } from '@cuelight/core';
import type { Knex } from 'knex';
import type { Row } from './row.js';

/** The rows of one page of a table, in the order of their id. */
export function page(knex: Knex, table: string, { afterId, limit }: ListRequest): Knex.QueryBuilder<Row, Row[]> {
  const rows = knex<Row, Row[]>(table).select('*').orderBy('id').limit(limit);
  return afterId === undefined ? rows : rows.where('id', '>', afterId);
}

/**
 * The rows of one page that have one of these statuses. Each status is read by itself along its index and the first rows
 * of all are taken, so that a page costs the same however many rows there are: a database that looks for several
 * statuses at once either reads past all the others or sorts all it finds.
 */
export async function pageOfStatuses(
  knex: Knex,
  table: string,
  request: ListRequest,
  statuses: readonly string[],
): Promise<readonly Row[]> {
  const [first, ...others] = [...new Set(statuses)].map((status) =>
    knex.select<Row[]>('*').from(page(knex, table, request).where({ status }).as(`of_${status}`)),
  );
  if (first === undefined) return [];
  if (others.length === 0) return first;
  return first.unionAll(others).orderBy('id').limit(request.limit);
}
