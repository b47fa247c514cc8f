import { succeed } from '@cuelight/core';
import type { Knex } from 'knex';
import type { MasterKeyState } from '../../secrets/local/master-key-state.js';
import { integer, type Row, text } from './row.js';
import { stored } from './stored.js';

/** Which master key encrypts, the one row of the table `master_key_state`, and which ones sealed records need. */
export function sqlMasterKeyState(knex: Knex): MasterKeyState {
  async function activeKeyId() {
    const row = await stored('read the active master key', () =>
      knex<Row>('master_key_state').where(theRow).first<Row>(),
    );
    return row.ok ? succeed(row.value && text(row.value, 'active_key_id')) : row;
  }
  return {
    activeKeyId,

    async activateIfNone(keyId) {
      return stored('note the active master key', async () => {
        await knex('master_key_state')
          .insert({ ...theRow, active_key_id: keyId })
          .onConflict('id')
          .ignore();
      });
    },

    async activate(keyId) {
      return stored('note the active master key', async () => {
        await knex('master_key_state')
          .insert({ ...theRow, active_key_id: keyId })
          .onConflict('id')
          .merge();
      });
    },

    async inUse() {
      const rows = await stored('read the master keys in use', () =>
        knex<Row, Row[]>('sealed_records')
          .select({ key_id: 'master_key_id' })
          .count({ secrets: '*' })
          .groupBy('master_key_id')
          .orderBy('master_key_id'),
      );
      if (!rows.ok) return rows;
      return succeed(rows.value.map((row) => ({ keyId: text(row, 'key_id'), secrets: integer(row, 'secrets') })));
    },
  };
}

const theRow = { id: 1 };
