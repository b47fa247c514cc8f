import { describe, expect, it } from 'vitest';
import { type AuditEntry, changesIn, outcomeOf, wordsOfAction } from '../../console/src/audit/audit-words.js';
import { age } from '../../console/src/parts/age.js';

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];

describe('an age in words', () => {
  it.each([
    [-5, 'less than a minute'],
    [59_999, 'less than a minute'],
    [minuteMs, '1 minute'],
    [2 * hourMs - 1, '1 hour'],
    [47 * hourMs, '1 day'],
    [29 * dayMs, '29 days'],
    [364 * dayMs, '12 months'],
    [800 * dayMs, '2 years'],
  ])('of %i ms is %s', (ms, words) => {
    expect(age(ms)).toBe(words);
  });
});

describe('the changes in entries of the audit log', () => {
  const entry = (seq: number, phase: string, begunSeq?: number): AuditEntry => ({
    ...{ seq, phase, at: '', actor: { kind: 'operator' }, action: 'connect', subject: {}, hash: '' },
    ...(begunSeq !== undefined && { begunSeq }),
  });

  it('are told once, by their outcome; one without an outcome by its beginning', () => {
    const entries = [
      entry(5, 'begun'),
      entry(4, 'failed', 1),
      entry(3, 'done', 2),
      entry(2, 'begun'),
      entry(1, 'begun'),
    ];

    expect(changesIn(entries).map(({ seq }) => seq)).toEqual([5, 4, 3]);
  });

  it('have words for every outcome, and their own for what no version of this program wrote', () => {
    const words = ['begun', 'done', 'failed', 'toString'].map((phase) => outcomeOf({ phase }).word);

    expect(words).toEqual(['no outcome yet', 'done', 'failed', 'not understood']);
    expect([wordsOfAction('connect'), wordsOfAction('toString')]).toEqual(['Make a connection', 'toString']);
  });
});
