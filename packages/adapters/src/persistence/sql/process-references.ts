import { type ProcessReferenceRepository, succeed } from '@cuelight/core';
import type { Knex } from 'knex';
import { page } from './page.js';
import { processReferenceFromRow, processReferenceToRow } from './process-reference-row.js';
import type { Row } from './row.js';
import { stored } from './stored.js';

/** Process references in the table `process_references`. */
export function sqlProcessReferences(knex: Knex): ProcessReferenceRepository {
  const table = 'process_references';
  return {
    async insert(reference) {
      return stored(
        'add a process reference',
        async () => {
          await knex(table).insert(processReferenceToRow(reference));
        },
        {
          code: 'changed-meanwhile',
          detail: `The app ${reference.appId} or the connection ${reference.connectionId} is gone.`,
        },
      );
    },

    async find(id) {
      const row = await stored('read a process reference', () => knex<Row>(table).where({ id }).first<Row>());
      return row.ok ? succeed(row.value && processReferenceFromRow(row.value)) : row;
    },

    async list(of, request) {
      const owner =
        'appId' in of ? { column: 'app_id', value: of.appId } : { column: 'connection_id', value: of.connectionId };
      const rows = await stored('list process references', () => page(knex, table, request, owner));
      return rows.ok ? succeed(rows.value.map(processReferenceFromRow)) : rows;
    },

    async noteVersion(id, version) {
      return stored('note a version', async () => {
        await knex(table).where({ id }).update({ version });
      });
    },

    async delete(appId, id) {
      const deleted = await stored('delete a process reference', () =>
        knex(table).where({ app_id: appId, id }).delete(),
      );
      return deleted.ok ? succeed(deleted.value > 0) : deleted;
    },

    async deleteByConnection(connectionId) {
      return stored('delete process references', async () => {
        await knex(table).where({ connection_id: connectionId }).delete();
      });
    },
  };
}
