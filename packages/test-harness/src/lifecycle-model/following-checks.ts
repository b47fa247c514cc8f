import type { JobEvent, JobState } from '@cuelight/core';
import { expect } from 'vitest';
import { type Check, contract, type MakeSubject } from '../contracts/contract.js';
import { expectValue } from '../contracts/expect-value.js';
import { expectLegalWalk } from './legal-walk.js';
import type { LifecycleSystem, Listening } from './lifecycle-system.js';

/** What everybody who follows jobs may rely on. */
export const followingChecks: readonly Check<LifecycleSystem>[] = [
  {
    title: 'tells where a job stands, then each move that a webhook brings, and its end with the output',
    async run(system) {
      const { jobKey, listening } = await aFollowedJob(system);

      await move(system, jobKey, 'Running');
      await system.orchestrator.move(jobKey, { state: 'Successful', output: { out_Count: 3 } }, 'sent');
      await system.advance(1_000);

      expect(states(listening)).toEqual(['Pending', 'Running', 'Successful']);
      expect(moves(listening)).toMatchObject([
        { via: 'webhook', inferred: false, at: expect.any(String) },
        { via: 'webhook', inferred: false, output: { out_Count: 3 } },
      ]);
      expect(listening.hasEnded()).toBe(true);
    },
  },
  {
    title: 'learns every move by reading when no webhook comes, and counts the events it repaired',
    async run(system) {
      const { jobKey, listening } = await aFollowedJob(system);

      await move(system, jobKey, 'Running', 'lost');
      await system.advance(120_000);
      await move(system, jobKey, 'Successful', 'lost');
      await system.advance(120_000);

      expect(states(listening)).toEqual(['Pending', 'Running', 'Successful']);
      expect(moves(listening).map(({ via }) => via)).toEqual(['read', 'read']);
      expect(noticed(system, 'event-repaired')).toBe(2);
    },
  },
  {
    title: 'notices that events stay away, and that they are back',
    async run(system) {
      const { jobKey } = await aFollowedJob(system);
      const turns = () =>
        system.notices.flatMap((notice) =>
          notice.kind === 'connection-moved' && ['verified', 'degraded'].includes(notice.to) ? [notice.to] : [],
        );

      await move(system, jobKey, 'Running', 'lost');
      await system.advance(200_000);
      expect(turns().at(-1)).toBe('degraded');

      await move(system, jobKey, 'Suspended', 'sent');
      await system.advance(1_000);
      expect(turns().at(-1)).toBe('verified');
    },
  },
  {
    title: 'reads slowly while webhooks come, and fast while they do not',
    async run(system) {
      const { job } = expectValue(await system.start());
      const pollsInAMinute = async () => {
        const listening = await system.listen(job.jobKey);
        const before = polled(system);
        await system.advance(60_000);
        listening.leave();
        return polled(system) - before;
      };
      await system.advance(310_000);
      const silent = await pollsInAMinute();
      await move(system, job.jobKey, 'Running');
      await system.advance(1_000);
      const heard = await pollsInAMinute();

      expect(silent).toBeGreaterThanOrEqual(5);
      expect(heard).toBeGreaterThanOrEqual(1);
      expect(heard).toBeLessThanOrEqual(4);
    },
  },
  {
    title: 'reads a job at once when somebody begins to follow it',
    async run(system) {
      const { job } = expectValue(await system.start());
      await system.advance(2_000);
      await system.listen(job.jobKey);
      await system.advance(0);

      expect(reads(system, 'attach')).toBe(1);
    },
  },
  {
    title: 'goes on when Orchestrator cannot be read for a while',
    async run(system) {
      const { jobKey, listening } = await aFollowedJob(system);
      system.orchestrator.setReadable(false);
      await move(system, jobKey, 'Running', 'lost');
      await system.advance(300_000);
      expect(states(listening)).toEqual(['Pending']);

      system.orchestrator.setReadable(true);
      await system.advance(120_000);

      expect(states(listening)).toEqual(['Pending', 'Running']);
    },
  },
  {
    title: 'tells an end without its output when that cannot be read for ten seconds, and says so',
    async run(system) {
      const { jobKey, listening } = await aFollowedJob(system);
      system.orchestrator.setReadable(false);

      await move(system, jobKey, 'Successful');
      await system.advance(9_000);
      expect(listening.hasEnded()).toBe(false);
      await system.advance(3_000);

      expect(moves(listening)).toMatchObject([{ state: 'Successful', flags: ['output-unread'] }]);
      expect(listening.hasEnded()).toBe(true);
    },
  },
  {
    title: 'flags a job that was Successful without the output that its process declares',
    async run(system) {
      const { jobKey, listening } = await aFollowedJob(system);

      await system.orchestrator.move(jobKey, { state: 'Successful' }, 'sent');
      await system.advance(1_000);

      expect(moves(listening)).toMatchObject([{ state: 'Successful', flags: ['output-dropped'] }]);
    },
  },
  {
    title: 'tells a state once, however often it is reported',
    async run(system) {
      const { jobKey, listening } = await aFollowedJob(system);

      await move(system, jobKey, 'Running', 'doubled');
      await move(system, jobKey, 'Running', 'doubled');
      await system.advance(60_000);

      expect(states(listening)).toEqual(['Pending', 'Running']);
    },
  },
  {
    title: 'does not go back when an older report comes late',
    async run(system) {
      const { jobKey, listening } = await aFollowedJob(system);

      await move(system, jobKey, 'Running', { lateMs: 20_000 });
      await system.advance(2_000);
      await move(system, jobKey, 'Suspended');
      await system.advance(120_000);

      expect(states(listening)).toEqual(['Pending', 'Running', 'Suspended']);
      expect(moves(listening)[0]).toMatchObject({ state: 'Running', inferred: true });
      expect(moves(listening)[0]).not.toHaveProperty('at');
    },
  },
  {
    title: 'follows a job that is suspended and resumed again and again',
    async run(system) {
      const { jobKey, listening } = await aFollowedJob(system);
      const life: readonly JobState[] = [
        'Running',
        'Suspended',
        'Resumed',
        'Running',
        'Suspended',
        'Resumed',
        'Running',
      ];

      for (const state of life) {
        await move(system, jobKey, state);
        await system.advance(1_500);
      }

      expect(states(listening)).toEqual(['Pending', ...life]);
    },
  },
  {
    title: 'tells all who listen the same, a newcomer from where the job stands',
    async run(system) {
      const { jobKey, listening: early } = await aFollowedJob(system);
      await move(system, jobKey, 'Running');
      await system.advance(1_500);
      const late = await system.listen(jobKey);
      await move(system, jobKey, 'Stopped');
      await system.advance(1_000);

      expect(states(early)).toEqual(['Pending', 'Running', 'Stopped']);
      expect(states(late)).toEqual(['Running', 'Stopped']);
    },
  },
  {
    title: 'goes on for those who stay when one of them leaves',
    async run(system) {
      const { jobKey, listening: staying } = await aFollowedJob(system);
      const leaving = await system.listen(jobKey);
      leaving.leave();
      await move(system, jobKey, 'Running');
      await system.advance(1_000);

      expect(states(staying)).toEqual(['Pending', 'Running']);
      expect(states(leaving)).toEqual(['Pending']);
    },
  },
  {
    title: 'follows and reads no job any longer than somebody listens',
    async run(system) {
      const { jobKey, listening } = await aFollowedJob(system);
      const second = await system.listen(jobKey);
      expect(system.watches()).toBe(1);

      listening.leave();
      second.leave();
      await system.advance(1_000);
      const before = polled(system);
      await system.advance(600_000);

      expect(system.watches()).toBe(0);
      expect(polled(system)).toBe(before);
    },
  },
  {
    title: 'follows no job any longer than it runs',
    async run(system) {
      const { jobKey } = await aFollowedJob(system);

      await move(system, jobKey, 'Stopped');
      await system.advance(1_000);

      expect(system.watches()).toBe(0);
    },
  },
  {
    title: 'spends no more on polling than a minute’s budget at once and one call a second',
    async run(system) {
      for (let number = 0; number < 80; number += 1) await aFollowedJob(system);
      const before = polled(system);
      const moments: number[] = [];
      for (let second = 0; second < 180; second += 1) {
        await system.advance(1_000);
        moments.push(polled(system) - before);
      }

      for (const [second, spent] of moments.entries()) expect(spent).toBeLessThanOrEqual(60 + second + 1);
      expect(moments.at(-1)).toBeGreaterThan(90);
    },
  },
  {
    title: 'polls all jobs in turn when the budget is short, so that none waits for long',
    async run(system) {
      const followed: Awaited<ReturnType<typeof aFollowedJob>>[] = [];
      for (let number = 0; number < 80; number += 1) followed.push(await aFollowedJob(system));
      await system.advance(120_000);

      for (const { jobKey } of followed) await move(system, jobKey, 'Running', 'lost');
      await system.advance(60_000);

      expect(followed.filter(({ listening }) => states(listening).at(-1) !== 'Running')).toEqual([]);
    },
  },
  {
    title: 'says that a job is lost when Orchestrator has it no longer',
    async run(system) {
      const { jobKey, listening } = await aFollowedJob(system);

      system.orchestrator.forget(jobKey);
      await system.advance(120_000);

      expect(listening.events.at(-1)).toEqual({ kind: 'lost', jobKey, reason: 'gone' });
      expect([listening.hasEnded(), system.watches()]).toEqual([true, 0]);
    },
  },
  {
    title: 'begins anew where the job is when a read repeats what the table has no way to',
    async run(system) {
      const { jobKey, listening } = await aFollowedJob(system);
      for (const state of ['Running', 'Stopping', 'Running'] as const) {
        await move(system, jobKey, state);
        await system.advance(120_000);
      }

      expect(states(listening)).toEqual(['Pending', 'Running', 'Stopping', 'Running']);
      expect(listening.events.at(-1)).toMatchObject({ kind: 'snapshot' });
      expect(noticed(system, 'contradicted')).toBeGreaterThan(0);
    },
  },
  {
    title: 'takes a stop for no report of its own, and tells what the read after it brings',
    async run(system) {
      const { jobKey, listening } = await aFollowedJob(system);
      await move(system, jobKey, 'Running');
      await system.advance(2_000);

      await system.stop(jobKey, 'soft');
      await system.advance(2_000);

      expect(states(listening)).toEqual(['Pending', 'Running', 'Stopping']);
      expect(moves(listening).at(-1)).toMatchObject({ via: 'read' });
      expect(noticed(system, 'event-repaired')).toBe(0);
    },
  },
  {
    title: 'tells whoever comes back after a restart where the job stands then',
    async run(system) {
      const { jobKey } = await aFollowedJob(system);
      await move(system, jobKey, 'Running', 'lost');

      await system.restart();
      const again = await system.listen(jobKey);
      await move(system, jobKey, 'Stopped');
      await system.advance(2_000);

      expect(states(again)).toEqual(['Running', 'Stopped']);
    },
  },
];

/** Runs {@link followingChecks}. */
export function followingContract(name: string, makeSubject: MakeSubject<LifecycleSystem>): void {
  contract(`${name}: following jobs`, followingChecks, makeSubject);
}

/** A job that was started two seconds ago, and a listener. */
async function aFollowedJob(system: LifecycleSystem) {
  const { job } = expectValue(await system.start());
  await system.advance(2_000);
  const listening = await system.listen(job.jobKey);
  return { jobKey: job.jobKey, listening };
}

function move(
  system: LifecycleSystem,
  jobKey: string,
  state: JobState,
  webhook: Parameters<LifecycleSystem['orchestrator']['move']>[2] = 'sent',
): Promise<void> {
  return system.orchestrator.move(jobKey, { state, ...(state === 'Successful' && { output: {} }) }, webhook);
}

/** The states a listener was told of, one after the other. */
export function states({ events }: Listening): readonly JobState[] {
  expectLegalWalk(events);
  return events.flatMap((event) => {
    if (event.kind === 'snapshot') return [event.job.state];
    return event.kind === 'lifecycle' ? [event.move.state] : [];
  });
}

function moves({ events }: Listening) {
  return events.flatMap((event: JobEvent) => (event.kind === 'lifecycle' ? [event.move] : []));
}

function noticed({ notices }: LifecycleSystem, kind: LifecycleSystem['notices'][number]['kind']): number {
  return notices.filter((notice) => notice.kind === kind).length;
}

function reads({ notices }: LifecycleSystem, why: 'polling' | 'attach'): number {
  return notices.filter((notice) => notice.kind === 'job-read' && notice.why === why).length;
}

/** How many calls were spent on polling so far. */
export function polled(system: LifecycleSystem): number {
  return reads(system, 'polling');
}
