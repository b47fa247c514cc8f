import type { AuditLog, AuditRecord } from '@cuelight/core';
import fc from 'fast-check';
import { expect } from 'vitest';
import { auditRecords } from '../arbitraries/audit-record.js';
import { type Check, contract, type MakeSubject } from './contract.js';
import { expectValue } from './expect-value.js';
import { failingWith } from './failing-with.js';

/** What every {@link AuditLog} promises, in the order of the port. */
export const auditLogChecks: readonly Check<AuditLog>[] = [
  {
    title: 'ends at number 0 before anything is added, without hash and mark',
    async run(log) {
      expect(await log.end()).toEqual({ ok: true, value: { seq: 0, hash: '', mark: '' } });
    },
  },
  {
    title: 'keeps any record as it was added, and ends with it',
    async run(log) {
      let seq = 0;
      await fc.assert(
        fc.asyncProperty(auditRecords(), async (any) => {
          seq += 1;
          const record = { ...any, seq };

          expectValue(await log.append(record, `mark-${seq}`));

          expect(await log.list({ order: 'newest-first', limit: 1 })).toEqual({ ok: true, value: [record] });
          expect(await log.end()).toEqual({ ok: true, value: { seq, hash: record.hash, mark: `mark-${seq}` } });
        }),
      );
    },
  },
  {
    title: 'refuses a record that does not follow the last one, and stays as it is',
    async run(log) {
      await fill(log, 2);

      for (const seq of [1, 2, 4]) {
        expect(await log.append(aRecord(seq), 'another')).toEqual(failingWith('changed-meanwhile'));
      }

      expect(expectValue(await log.end())).toEqual({ seq: 2, hash: 'hash-2', mark: 'mark-2' });
      expect(numbersOf(expectValue(await log.list({ order: 'oldest-first', limit: 9 })))).toEqual([1, 2]);
    },
  },
  {
    title: 'takes one of several records that would follow the same one',
    async run(log) {
      await fill(log, 1);

      const tries = ['a', 'b', 'c'].map((hash) => log.append({ ...aRecord(2), hash }, `mark-${hash}`));
      const added = (await Promise.all(tries)).map(({ ok }) => ok);

      const [winner] = expectValue(await log.list({ order: 'newest-first', limit: 1 }));
      expect(added.filter((isAdded) => isAdded)).toHaveLength(1);
      expect(winner?.hash).toBe(['a', 'b', 'c'][added.indexOf(true)]);
      expect(expectValue(await log.end())).toEqual({ seq: 2, hash: winner?.hash, mark: `mark-${winner?.hash}` });
    },
  },
  {
    title: 'lists records in either order, page after page until all were told once',
    async run(log) {
      await fill(log, 12);

      for (const limit of [1, 5, 12, 20]) {
        expect(await allNumbers(log, 'oldest-first', limit)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        expect(await allNumbers(log, 'newest-first', limit)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
      }
    },
  },
];

/** Runs {@link auditLogChecks}. */
export function auditLogContract(name: string, makeSubject: MakeSubject<AuditLog>): void {
  contract(`${name}: audit log`, auditLogChecks, makeSubject);
}

function aRecord(seq: number): AuditRecord {
  const actor = { kind: 'operator' };
  return { seq, atMs: 1_795_000_000_000, actor, action: 'connect', phase: 'begun', subject: {}, hash: `hash-${seq}` };
}

async function fill(log: AuditLog, count: number): Promise<void> {
  for (let seq = 1; seq <= count; seq += 1) expectValue(await log.append(aRecord(seq), `mark-${seq}`));
}

function numbersOf(records: readonly AuditRecord[]): readonly number[] {
  return records.map(({ seq }) => seq);
}

async function allNumbers(
  log: AuditLog,
  order: 'oldest-first' | 'newest-first',
  limit: number,
): Promise<readonly number[]> {
  const numbers: number[] = [];
  for (;;) {
    const past = numbers.at(-1);
    const page = expectValue(await log.list({ order, limit, ...(past !== undefined && { past }) }));
    expect(page.length).toBeLessThanOrEqual(limit);
    // One that answers the same page again and again would never end.
    if (page.length === 0 || numbers.length > 50) return numbers;
    numbers.push(...numbersOf(page));
  }
}
