import { expect } from 'vitest';
import type { Check } from '../contracts/contract.js';
import { expectValue } from '../contracts/expect-value.js';
import { aFollowedJob, move, moves, noticed, polled, reads, states } from './followed-job.js';
import type { LifecycleSystem } from './lifecycle-system.js';

/** When Orchestrator is read for a job, how often, and for how long. */
export const readingChecks: readonly Check<LifecycleSystem>[] = [
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
];
