import { type AppRepository, succeed } from '@cuelight/core';
import type { Knex } from 'knex';
import { appChangeToRow, appFromRow, appToRow } from './app-row.js';
import { page } from './page.js';
import type { Row } from './row.js';
import { stored } from './stored.js';

/** Apps in the table `apps`. */
export function sqlApps(knex: Knex): AppRepository {
  return {
    async insert(app) {
      return stored('add an app', async () => {
        await knex('apps').insert(appToRow(app));
      });
    },

    async find(id) {
      const row = await stored('read an app', () => knex<Row>('apps').where({ id }).first<Row>());
      return row.ok ? succeed(row.value && appFromRow(row.value)) : row;
    },

    async list(request) {
      const rows = await stored('list apps', () => page(knex, 'apps', request));
      return rows.ok ? succeed(rows.value.map(appFromRow)) : rows;
    },

    async change(id, change) {
      const changed = await stored('change an app', () => knex('apps').where({ id }).update(appChangeToRow(change)));
      return changed.ok ? succeed(changed.value > 0) : changed;
    },

    async delete(id) {
      // Its keys and references go by the foreign keys of their tables, in the same statement.
      return stored('delete an app', async () => {
        await knex('apps').where({ id }).delete();
      });
    },
  };
}
