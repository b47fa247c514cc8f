import { type HeardHost, type Hosts, succeed } from '@cuelight/core';
import type { Knex } from 'knex';
import { nowMs } from './dialect.js';
import { choice, integer, type Row, text, texts } from './row.js';
import { stored } from './stored.js';

/** Hosts in the table `hosts`. Their silence is measured by the clock of the database, the one that they share. */
export function sqlHosts(knex: Knex): Hosts {
  return {
    async beat({ id, name, kind, masterKeyIds, secretBackends, startedAtMs }) {
      return stored('note that a host lives', async () => {
        await knex('hosts')
          .insert({
            id,
            name,
            kind,
            master_key_ids: JSON.stringify(masterKeyIds),
            secret_backends: JSON.stringify(secretBackends),
            started_at_ms: startedAtMs,
            seen_at_ms: nowMs(knex),
          })
          .onConflict('id')
          .merge();
      });
    },

    async list() {
      const rows = await stored('list the hosts', () =>
        knex<Row, Row[]>('hosts')
          .select('*', { now_ms: nowMs(knex) })
          .orderBy('id'),
      );
      return rows.ok ? succeed(rows.value.map(hostFromRow)) : rows;
    },

    async leave(id) {
      return stored('forget a host', async () => {
        await knex('hosts').where({ id }).delete();
      });
    },
  };
}

function hostFromRow(row: Row): HeardHost {
  return {
    id: text(row, 'id'),
    name: text(row, 'name'),
    kind: choice(row, 'kind', ['service', 'command']),
    masterKeyIds: texts(row, 'master_key_ids'),
    secretBackends: texts(row, 'secret_backends'),
    startedAtMs: integer(row, 'started_at_ms'),
    silentForMs: Math.max(0, integer(row, 'now_ms') - integer(row, 'seen_at_ms')),
  };
}
