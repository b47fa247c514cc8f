import type { Failure, Result } from '@cuelight/core';
import type { Knex } from 'knex';
import { integer, type Row } from './row.js';
import { stored } from './stored.js';

/** How many rows there are of what an operator knows, each table counted by itself. */
export interface RowCounts {
  readonly connections: number;
  readonly apps: number;
  readonly apiKeys: number;
  readonly processReferences: number;
  readonly auditEntries: number;
}

/** Counts rows. Failures: `storage-unavailable`. */
export async function rowCounts(knex: Knex): Promise<Result<RowCounts, Failure>> {
  const countOf = async (table: string) =>
    integer((await knex<Row>(table).count({ rows: '*' }).first<Row>()) ?? {}, 'rows');
  return stored('count its rows', async () => ({
    connections: await countOf('connections'),
    apps: await countOf('apps'),
    apiKeys: await countOf('api_keys'),
    processReferences: await countOf('process_references'),
    auditEntries: await countOf('audit_entries'),
  }));
}
