import { type AuditEnd, type AuditLog, type AuditRecord, fail, succeed } from '@cuelight/core';

/** The audit log in memory. */
export function memoryAuditLog(): AuditLog {
  const records: AuditRecord[] = [];
  let end: AuditEnd = { seq: 0, hash: '', mark: '' };

  return {
    async end() {
      return succeed(end);
    },

    async append(record, mark) {
      const { seq, hash } = record;
      if (seq !== end.seq + 1) return fail({ code: 'changed-meanwhile', detail: `The audit log ends at ${end.seq}.` });
      records.push(record);
      end = { seq, hash, mark };
      return succeed(undefined);
    },

    async list({ order, past, limit }) {
      if (order === 'oldest-first') return succeed(records.filter(({ seq }) => seq > (past ?? 0)).slice(0, limit));
      const newestFirst = records.filter(({ seq }) => past === undefined || seq < past).reverse();
      return succeed(newestFirst.slice(0, limit));
    },
  };
}
