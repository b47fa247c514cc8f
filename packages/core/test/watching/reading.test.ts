import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobStates } from '../../src/index.js';
import { choosePolls, type DueJob, longestList } from '../../src/watching/choose-polls.js';
import { createReadBudget } from '../../src/watching/read-budget.js';
import { nextReadInMs, type PaceInput } from '../../src/watching/reading-pace.js';

describe('the budget of polling', () => {
  it('lets a minute of calls go at once, then one a second', () => {
    const budget = createReadBudget(0, 60);
    const burst = Array.from({ length: 60 }, () => budget.take(0));

    expect(burst).toEqual(Array(60).fill(true));
    expect([budget.available(400), budget.waitMs(400), budget.take(400)]).toEqual([0, 600, false]);
    expect([budget.available(1_000), budget.take(1_000), budget.take(1_000)]).toEqual([1, true, false]);
  });

  it('never lets more go than a full bucket and what was earned since, even when the clock goes back', () => {
    const moments = fc.array(fc.integer({ min: -5_000, max: 60_000 }), { minLength: 1, maxLength: 300 });

    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 120 }), (times, readsPerMinute) => {
        const budget = createReadBudget(0, readsPerMinute);
        const granted = times.filter((nowMs) => budget.take(nowMs)).length;

        const earned = Math.floor((Math.max(0, ...times) * readsPerMinute) / 60_000);
        expect(granted).toBeLessThanOrEqual(readsPerMinute + earned);
      }),
    );
  });

  it('has a call again after the time it says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.nat(10_000), (readsPerMinute, nowMs) => {
        const budget = createReadBudget(0, readsPerMinute);
        while (budget.take(nowMs));

        expect(budget.take(nowMs + budget.waitMs(nowMs))).toBe(true);
      }),
      // The time to the next call was once added up in fractions, and came out a little late.
      { examples: [[18, 6_667]] },
    );
  });
});

describe('the pace of reading', () => {
  const running: PaceInput = { state: 'Running', stayedMs: 0, quietReads: 0, isHeard: false, jitter: 0.5 };

  it('is slow while webhooks prove alive, and fast while they are silent', () => {
    expect(nextReadInMs({ ...running, isHeard: true })).toBe(15_000);
    expect(nextReadInMs(running)).toBe(1_000);
  });

  it('grows with every read that told nothing, up to a limit, jittered by a quarter at most', () => {
    const paces = fc.record({
      state: fc.constantFrom(...jobStates),
      stayedMs: fc.nat(100_000),
      quietReads: fc.nat(1_000),
      isHeard: fc.boolean(),
      jitter: fc.double({ min: 0, max: 1, noNaN: true }),
    });

    fc.assert(
      fc.property(paces, (pace) => {
        const [firstMs, longestMs] = pace.isHeard ? [15_000, 60_000] : [1_000, 30_000];
        const middle = { ...pace, jitter: 0.5 };

        expect(nextReadInMs(pace)).toBeLessThanOrEqual(Math.ceil(longestMs * 1.25));
        if (pace.stayedMs >= 5_000) expect(nextReadInMs(pace)).toBeGreaterThanOrEqual(Math.floor(firstMs * 0.75));
        expect(nextReadInMs({ ...middle, quietReads: pace.quietReads + 1 })).toBeGreaterThanOrEqual(
          nextReadInMs(middle),
        );
      }),
    );
  });

  it('does not let a job stay unread past the moment at which it should have moved', () => {
    const stopping: PaceInput = { ...running, state: 'Stopping', isHeard: true };

    expect(nextReadInMs(stopping)).toBe(5_000);
    expect(nextReadInMs({ ...stopping, stayedMs: 3_800 })).toBe(1_200);
    expect(nextReadInMs({ ...stopping, stayedMs: 5_000 })).toBe(15_000);
  });
});

describe('the choice of what to poll', () => {
  it('reads each job by id as long as the budget allows it', () => {
    const due = [aJob('Finance', 1), aJob('Finance', 2), aJob('Shared', 3)];

    expect(choosePolls(due, 3)).toEqual(due.map((job) => [job]));
  });

  it('reads in lists per folder when more are due, the least recently read first', () => {
    const due = [aJob('Finance', 40), aJob('Shared', 20), aJob('Finance', 10), aJob('Shared', 30), aJob('HR', 50)];

    expect(choosePolls(due, 2).map((poll) => poll.map(({ lastReadAtMs }) => lastReadAtMs))).toEqual([
      [10, 40],
      [20, 30],
    ]);
  });

  it('reads by id, and before the others, what a list lacked', () => {
    const lacked = { ...aJob('Finance', 90), needsReadById: true };
    const due = [aJob('Finance', 10), lacked, aJob('Finance', 20)];

    expect(choosePolls(due, 2)).toEqual([[lacked], [due[0], due[2]]]);
  });

  it('makes no more calls than it may, none for a job twice, none over a list’s length or across folders', () => {
    const due = fc.array(
      fc.record({
        place: fc.constantFrom('Finance', 'Shared', 'HR'),
        lastReadAtMs: fc.nat(1_000),
        needsReadById: fc.boolean(),
      }),
      { maxLength: 200 },
    );

    fc.assert(
      fc.property(due, fc.nat(60), (jobs, calls) => {
        const polls = choosePolls(jobs, calls);

        expect(polls.length).toBeLessThanOrEqual(calls);
        expect(new Set(polls.flat()).size).toBe(polls.flat().length);
        for (const poll of polls) {
          expect(poll.length).toBeLessThanOrEqual(longestList);
          expect(new Set(poll.map(({ place }) => place)).size).toBe(1);
          if (poll.length > 1) expect(poll.some(({ needsReadById }) => needsReadById)).toBe(false);
        }
        if (jobs.length <= calls) expect(polls.flat()).toHaveLength(jobs.length);
      }),
    );
  });

  it('lets nobody wait longer than it takes to read everything once', () => {
    const jobs = Array.from({ length: 200 }, (_, number) => aJob(`folder ${number % 7}`, 0));
    const longestWaits = [];

    for (let turn = 1; turn <= 100; turn += 1) {
      for (const job of choosePolls(jobs, 2).flat()) Object.assign(job, { lastReadAtMs: turn });
      longestWaits.push(turn - Math.min(...jobs.map(({ lastReadAtMs }) => lastReadAtMs)));
    }

    // Seven lists, two in a turn.
    expect(Math.max(...longestWaits)).toBeLessThanOrEqual(4);
  });
});

function aJob(place: string, lastReadAtMs: number): DueJob {
  return { place, lastReadAtMs, needsReadById: false };
}
