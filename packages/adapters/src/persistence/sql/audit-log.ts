import { type AuditLog, type AuditRecord, type Failure, fail, type Result, succeed } from '@cuelight/core';
import type { Knex } from 'knex';
import { auditRecordFromRow, auditRecordToRow, number } from './audit-record-row.js';
import { objectionOf } from './dialect.js';
import type { Row } from './row.js';
import { stored } from './stored.js';

/** The audit log in the table `audit_entries`, and where it ends in the one row of `audit_end`. */
export function sqlAuditLog(knex: Knex): AuditLog {
  return {
    async end() {
      const row = await stored('read the end of the audit log', () => knex<Row>('audit_end').first<Row>());
      if (!row.ok || row.value === undefined) return row.ok ? succeed(undefined) : row;
      return succeed({ seq: number(row.value.seq), hash: String(row.value.hash), mark: String(row.value.mark) });
    },

    async append(record, mark) {
      const added = await stored('add to the audit log', () => append(knex, record, mark));
      return added.ok ? added.value : added;
    },

    async list({ order, past, limit }) {
      const rows = await stored('read the audit log', () => {
        const direction = order === 'oldest-first' ? 'asc' : 'desc';
        const all = knex<Row, Row[]>('audit_entries').select('*').orderBy('seq', direction).limit(limit);
        return past === undefined ? all : all.where('seq', order === 'oldest-first' ? '>' : '<', past);
      });
      return rows.ok ? succeed(rows.value.map(auditRecordFromRow)) : rows;
    },
  };
}

/** A database that has an entry beyond the end of the log. */
class EntryBeyondEnd extends Error {}

async function append(knex: Knex, record: AuditRecord, mark: string): Promise<Result<void, Failure>> {
  const { seq, hash } = record;
  try {
    return await knex.transaction(async (transaction) => {
      const before = transaction('audit_end').where({ seq: seq - 1 });
      // First, since it locks the row: whoever comes second finds another number there.
      const moved = await before.update({ seq, hash, mark });
      if (moved === 0) return fail({ code: 'changed-meanwhile', detail: 'The audit log has gone on.' });
      await transaction('audit_entries')
        .insert(auditRecordToRow(record))
        .catch((error) => {
          throw objectionOf(error) === 'constraint' ? new EntryBeyondEnd() : error;
        });
      return succeed(undefined);
    });
  } catch (error) {
    if (!(error instanceof EntryBeyondEnd)) throw error;
    return fail({ code: 'audit-log-damaged', detail: `The audit log has an entry ${seq} beyond its end.` });
  }
}
