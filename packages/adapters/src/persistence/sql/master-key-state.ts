import { succeed } from '@cuelight/core';
import type { Knex } from 'knex';
import type { MasterKeyState } from '../../secrets/local/master-key-state.js';
import { type Row, text } from './row.js';
import { stored } from './stored.js';

/** Which master key encrypts: the one row of the table `master_key_state`. */
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
  };
}

const theRow = { id: 1 };
