import { type ConnectionRepository, fail, succeed } from '@cuelight/core';
import type { Knex } from 'knex';
import { connectionFromRow, connectionToRow } from './connection-row.js';
import { page } from './page.js';
import type { Row } from './row.js';
import { stored } from './stored.js';

/** Connections in the table `connections`. */
export function sqlConnections(knex: Knex): ConnectionRepository {
  return {
    async insert(connection) {
      return stored('add a connection', async () => {
        await knex('connections').insert(connectionToRow(connection));
      });
    },

    async find(id) {
      const row = await stored('read a connection', () => knex<Row>('connections').where({ id }).first<Row>());
      return row.ok ? succeed(row.value && connectionFromRow(row.value)) : row;
    },

    async list(request, statuses) {
      const rows = await stored('list connections', () =>
        page(knex, 'connections', request).whereIn('status', [...statuses]),
      );
      return rows.ok ? succeed(rows.value.map(connectionFromRow)) : rows;
    },

    async hasOrigin(origin) {
      const row = await stored('look for an origin', () =>
        knex<Row>('connections').where({ origin, status: 'verified' }).first<Row>('id'),
      );
      return row.ok ? succeed(row.value !== undefined) : row;
    },

    async replace(connection) {
      const { id, revision } = connection;
      const next = { ...connection, revision: revision + 1 };
      const changed = await stored('change a connection', () =>
        knex('connections').where({ id, revision }).update(connectionToRow(next)),
      );
      if (!changed.ok) return changed;
      if (changed.value === 0) return fail({ code: 'changed-meanwhile', detail: `The connection ${id} has changed.` });
      return succeed(next);
    },

    async delete(id) {
      // A reference that was bound while the connection was being removed goes by its foreign key.
      return stored('delete a connection', async () => {
        await knex('connections').where({ id }).delete();
      });
    },
  };
}
