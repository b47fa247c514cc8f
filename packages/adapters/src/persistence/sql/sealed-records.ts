import { succeed } from '@cuelight/core';
import type { Knex } from 'knex';
import type { SealedRecord, SealedRecords } from '../../secrets/local/sealed-records.js';
import { type Row, text } from './row.js';
import { stored } from './stored.js';

/** Sealed records of the local secret backend in the table `sealed_records`. */
export function sqlSealedRecords(knex: Knex): SealedRecords {
  return {
    async insert(record) {
      return stored('keep a sealed record', async () => {
        await knex('sealed_records').insert(sealedRecordToRow(record));
      });
    },

    async find(name, version) {
      const row = await stored('read a sealed record', () =>
        knex<Row>('sealed_records').where({ name, version }).first<Row>(),
      );
      return row.ok ? succeed(row.value && sealedRecordFromRow(row.value)) : row;
    },

    async delete(name, version) {
      return stored('delete a sealed record', async () => {
        await knex('sealed_records').where({ name, version }).delete();
      });
    },

    async deleteOtherVersions(name, keptVersions) {
      return stored('delete sealed records', async () => {
        await knex('sealed_records')
          .where({ name })
          .whereNotIn('version', [...keptVersions])
          .delete();
      });
    },

    async deleteByOwner(owner) {
      return stored('delete sealed records', async () => {
        await knex('sealed_records').where({ owner }).delete();
      });
    },

    async replace(record, sealedBefore) {
      const { name, version } = record;
      const changed = await stored('change a sealed record', () =>
        knex('sealed_records').where({ name, version, sealed: sealedBefore }).update(sealedRecordToRow(record)),
      );
      return changed.ok ? succeed(changed.value > 0) : changed;
    },
  };
}

function sealedRecordToRow({ name, version, owner, masterKeyId, sealed }: SealedRecord): Row {
  return { name, version, owner, master_key_id: masterKeyId, sealed };
}

function sealedRecordFromRow(row: Row): SealedRecord {
  return {
    name: text(row, 'name'),
    version: text(row, 'version'),
    owner: text(row, 'owner'),
    masterKeyId: text(row, 'master_key_id'),
    sealed: text(row, 'sealed'),
  };
}
