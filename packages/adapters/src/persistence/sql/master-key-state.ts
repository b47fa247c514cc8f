import { succeed } from '@cuelight/core';
import type { Knex } from 'knex';
import type { MasterKeyState } from '../../secrets/local/master-key-state.js';
import { nowMs } from './dialect.js';
import { integer, type Row, text } from './row.js';
import { stored } from './stored.js';

/**
 * Which master key encrypts, the one row of the table `master_key_state`; which ones sealed records need; and what each is
 * known by, the table `master_keys`. When a key began to encrypt is noted in `sealing_keys`, by the clock of the database.
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

    async sealingSinceMs() {
      const rows = await stored('read since when master keys encrypt', () =>
        knex<Row, Row[]>('sealing_keys').select('*').whereNotNull('since_ms'),
      );
      if (!rows.ok) return rows;
      return succeed(new Map(rows.value.map((row) => [text(row, 'key_id'), integer(row, 'since_ms')])));
    },

    async activateIfNone(keyId) {
      return stored('note the active master key', async () => {
        if ((await knex('master_key_state').where(theRow).first()) !== undefined) return;
        await knex.transaction(async (transaction) => {
          await transaction('master_key_state')
            .insert({ ...theRow, active_key_id: keyId })
            .onConflict('id')
            .ignore();
          const row = await transaction<Row>('master_key_state').where(theRow).first<Row>();
          // Another host may have been first, with a key of its own.
          if (row?.active_key_id === keyId) await noteSealing(transaction, keyId);
        });
      });
    },

    async activate(keyId) {
      return stored('note the active master key', async () => {
        await knex.transaction(async (transaction) => {
          await noteSealing(transaction, keyId);
          await transaction('master_key_state')
            .insert({ ...theRow, active_key_id: keyId })
            .onConflict('id')
            .merge();
        });
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

/** Only the first time: from then on there may be copies of the database that this key opens. */
async function noteSealing(knex: Knex, keyId: string): Promise<void> {
  await knex('sealing_keys')
    .insert({ key_id: keyId, since_ms: nowMs(knex) })
    .onConflict('key_id')
    .ignore();
}

const theRow = { id: 1 };
