import type { ListRequest } from '@cuelight/core';
import type { Knex } from 'knex';
import type { Row } from './row.js';

/** The rows of one page of a table, in the order of their id. */
export function page(knex: Knex, table: string, { afterId, limit }: ListRequest): Knex.QueryBuilder<Row, Row[]> {
  const rows = knex<Row, Row[]>(table).select('*').orderBy('id').limit(limit);
  return afterId === undefined ? rows : rows.where('id', '>', afterId);
}
