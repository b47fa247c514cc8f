import type { ListRequest } from '@cuelight/core';
import type { Knex } from 'knex';
import { whereAfter } from './dialect.js';
import type { Row } from './row.js';

/** What all rows of a page have in a column that is indexed together with the id. */
export interface Common {
  readonly column: string;
  readonly value: string;
}

/** The rows of one page of a table, in the order of their id. */
export function page(
  knex: Knex,
  table: string,
  { afterId, limit }: ListRequest,
  common?: Common,
): Knex.QueryBuilder<Row, Row[]> {
  const rows = knex<Row, Row[]>(table).select('*').limit(limit);
  if (common === undefined) return (afterId === undefined ? rows : rows.where('id', '>', afterId)).orderBy('id');
  const { column, value } = common;
  if (afterId === undefined) return rows.where(column, value).orderBy('id');
  return whereAfter(knex, rows, { column, value, afterId }).orderBy([column, 'id']);
}

/**
 * The rows of one page that have one of these statuses. The ids of each status are read by themselves along the index of
 * status and id, and only the first of all are looked up: so a page costs the same however many rows there are. A database
 * that is asked for several statuses at once either reads past all the others, or sorts all it finds.
 */
export async function pageOfStatuses(
  knex: Knex,
  table: string,
  request: ListRequest,
  statuses: readonly string[],
): Promise<readonly Row[]> {
  const [first, ...others] = [...new Set(statuses)].map((status) => {
    const ofStatus = page(knex, table, request, { column: 'status', value: status });
    return knex.select('id').from(ofStatus.clearSelect().select('id').as(`of_${status}`));
  });
  if (first === undefined) return [];
  const ids = first.unionAll(others).orderBy('id').limit(request.limit).as('ids');
  return knex<Row, Row[]>(table).select(`${table}.*`).join(ids, `${table}.id`, 'ids.id').orderBy('ids.id');
}
