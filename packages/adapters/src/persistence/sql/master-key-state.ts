import { succeed } from '@cuelight/core';
import type { Knex } from 'knex';
import type { MasterKeyState } from '../../secrets/local/master-key-state.js';
import { integer, type Row, text } from './row.js';
import { stored } from './stored.js';

/**
 * Which master key encrypts, the one row of the table `master_key_state`; which ones sealed records need; and what each is
 * known by, the table `master_keys`.
 */
export function sqlMasterKeyState(knex: Knex): MasterKeyState {
  async function activeKeyId() {
    const row = await stored('read the active master key', () =>
      knex<Row>('master_key_state').where(theRow).first<Row>(),
    );
    return row.ok ? succeed(row.value && text(row.value, 'active_key_id')) : row;
  }
  async function checkValues() {
    const rows = await stored('read what master keys are known by', () => knex<Row, Row[]>('master_keys').select('*'));
    if (!rows.ok) return rows;
    return succeed(new Map(rows.value.map((row) => [text(row, 'id'), text(row, 'check_value')])));
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

    checkValues,

    async noteCheckValues(values) {
      if (values.size === 0) return checkValues();
      const noted = await stored('note what master keys are known by', async () => {
        await knex('master_keys')
          .insert([...values].map(([id, value]) => ({ id, check_value: value })))
          .onConflict('id')
          .ignore();
      });
      return noted.ok ? checkValues() : noted;
    },
  };
}

const theRow = { id: 1 };
