import { type Connection, type ConnectionRepository, fail, type Notices, succeed } from '@cuelight/core';
import type { Knex } from 'knex';
import { connectionToRow } from './connection-row.js';
import { pageOfStatuses } from './page.js';
import { readConnection } from './read-connection.js';
import type { Row } from './row.js';
import { stored } from './stored.js';

/** Connections in the table `connections`. */
export function sqlConnections(knex: Knex, notices: Notices): ConnectionRepository {
  /** Those of the rows that can be read; the others are told. */
  const readAll = (rows: readonly Row[]): readonly Connection[] =>
    rows.flatMap((row) => {
      const read = readConnection(row);
      if (read.ok) return [read.value];
      notices.notice({ kind: 'connection-unreadable', connectionId: idOf(row) });
      return [];
    });

  return {
    async insert(connection) {
      return stored('add a connection', async () => {
        await knex('connections').insert(connectionToRow(connection));
      });
    },

    async find(id) {
      const row = await stored('read a connection', () => knex<Row>('connections').where({ id }).first<Row>());
      if (!row.ok) return row;
      return row.value === undefined ? succeed(undefined) : readConnection(row.value);
    },

    async list(request, statuses) {
      const readable: Connection[] = [];
      let { afterId } = request;
      for (;;) {
        const limit = request.limit - readable.length;
        const place = { limit, ...(afterId !== undefined && { afterId }) };
        const rows = await stored('list connections', () => pageOfStatuses(knex, 'connections', place, statuses));
        if (!rows.ok) return rows;
        readable.push(...readAll(rows.value));
        const last = rows.value.at(-1);
        afterId = last && idOf(last);
        // A page that is not full would say that no more follow: what was left out is made up for.
        if (rows.value.length < limit || readable.length === request.limit || afterId === undefined)
          return succeed(readable);
      }
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

function idOf({ id }: Row): string | undefined {
  return typeof id === 'string' ? id : undefined;
}
