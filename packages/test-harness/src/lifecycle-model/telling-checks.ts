import type { JobState } from '@cuelight/core';
import { expect } from 'vitest';
import type { Check } from '../contracts/contract.js';
import { aFollowedJob, move, moves, noticed, states } from './followed-job.js';
import type { LifecycleSystem } from './lifecycle-system.js';

/** What whoever listens to a job is told. */
export const tellingChecks: readonly Check<LifecycleSystem>[] = [
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
