import { type AuditEnd, type AuditLog, type AuditRecord, fail, succeed } from '@cuelight/core';
import type { Mutant } from './mutant.js';

/** An audit log that keeps what its port promises, with its rows for mutants to do wrong things with. */
export interface HonestAuditLog extends AuditLog {
  readonly rows: { records: AuditRecord[]; end: AuditEnd };
}

/** Makes it, empty. */
export function honestAuditLog(): HonestAuditLog {
  const rows = { records: [] as AuditRecord[], end: { seq: 0, hash: '', mark: '' } };
  return {
    rows,
    end: async () => succeed(rows.end),
    async append(record, mark) {
      if (record.seq !== rows.end.seq + 1) return fail({ code: 'changed-meanwhile', detail: 'It ends elsewhere.' });
      rows.records.push(record);
      rows.end = { seq: record.seq, hash: record.hash, mark };
      return succeed(undefined);
    },
    async list({ order, past, limit }) {
      const isForward = order === 'oldest-first';
      const ordered = isForward ? rows.records : rows.records.toReversed();
      const after = ({ seq }: AuditRecord) => past === undefined || (isForward ? seq > past : seq < past);
      return succeed(ordered.filter(after).slice(0, limit));
    },
  };
}

/** Audit logs with a fault each. */
export const auditLogMutants: readonly Mutant<HonestAuditLog, AuditLog>[] = [
  {
    fault: 'ends nowhere before anything is added',
    caughtBy: 'ends at number 0 before anything is added, without hash and mark',
    break: (honest) => ({
      ...honest,
      end: async () => succeed(honest.rows.end.seq === 0 ? undefined : honest.rows.end),
    }),
  },
  {
    fault: 'forgets who the actor was',
    caughtBy: 'keeps any record as it was added, and ends with it',
    break: (honest) => ({
      ...honest,
      append: (record, mark) => honest.append({ ...record, actor: { kind: record.actor.kind } }, mark),
    }),
  },
  {
    fault: 'leaves its end behind',
    caughtBy: 'keeps any record as it was added, and ends with it',
    break: (honest) => ({
      ...honest,
      append: (record, mark) => honest.append(record, record.seq > 1 ? honest.rows.end.mark : mark),
    }),
  },
  {
    fault: 'takes a record after a gap',
    caughtBy: 'refuses a record that does not follow the last one, and stays as it is',
    break: (honest) => ({
      ...honest,
      async append(record, mark) {
        if (record.seq <= honest.rows.end.seq) return honest.append(record, mark);
        honest.rows.records.push(record);
        honest.rows.end = { seq: record.seq, hash: record.hash, mark };
        return succeed(undefined);
      },
    }),
  },
  {
    fault: 'moves its end although it refuses',
    caughtBy: 'refuses a record that does not follow the last one, and stays as it is',
    break: (honest) => ({
      ...honest,
      async append(record, mark) {
        const added = await honest.append(record, mark);
        if (!added.ok) honest.rows.end = { ...honest.rows.end, mark };
        return added;
      },
    }),
  },
  {
    fault: 'looks where it ends long before it adds',
    caughtBy: 'takes one of several records that would follow the same one',
    break: (honest) => ({
      ...honest,
      async append(record, mark) {
        const { seq } = honest.rows.end;
        await Promise.resolve();
        if (record.seq !== seq + 1) return fail({ code: 'changed-meanwhile', detail: 'It ends elsewhere.' });
        honest.rows.records.push(record);
        honest.rows.end = { seq: record.seq, hash: record.hash, mark };
        return succeed(undefined);
      },
    }),
  },
  {
    fault: 'lists in the order of their numbers as texts',
    caughtBy: 'lists records in either order, page after page until all were told once',
    break: (honest) => ({
      ...honest,
      async list({ order, past, limit }) {
        const sorted = honest.rows.records.toSorted((a, b) => (String(a.seq) < String(b.seq) ? -1 : 1));
        const ordered = order === 'oldest-first' ? sorted : sorted.reverse();
        const from = past === undefined ? 0 : ordered.findIndex(({ seq }) => seq === past) + 1;
        return succeed(ordered.slice(from, from + limit));
      },
    }),
  },
  {
    fault: 'tells the last record of a page again',
    caughtBy: 'lists records in either order, page after page until all were told once',
    break: (honest) => ({
      ...honest,
      list: ({ past, ...request }) =>
        honest.list({
          ...request,
          ...(past !== undefined && { past: request.order === 'oldest-first' ? past - 1 : past + 1 }),
        }),
    }),
  },
];
