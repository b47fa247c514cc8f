import { expect } from 'vitest';
import type { Check } from './contract.js';
import { expectValue } from './expect-value.js';
import { failingWith } from './failing-with.js';
import type { StagedRunner } from './staged-runner.js';
import { hello, nobodysJob, started } from './started-run.js';

/** What a process runner promises of starting jobs, and of what is not there. */
export const runsStarted: readonly Check<StagedRunner>[] = [
  {
    title: 'starts nothing when the signal was given before',
    async run(stage) {
      const given = AbortSignal.abort();

      expect(await stage.runner.start(stage.processId, { signal: given })).toEqual(failingWith('call-cancelled'));
      expect(await stage.jobs()).toEqual([]);
    },
  },
  {
    title: 'never starts the same key twice: whoever comes again, or at once, gets the same job',
    async run(stage) {
      const start = () =>
        stage.runner.start(stage.processId, { input: { in_Text: 'a' }, idempotencyKey: 'invoice-4711' });
      const atOnce = await Promise.all([start(), start()]);
      const later = await start();

      const keys = [...atOnce, later].map((result) => expectValue(result).jobKey);
      expect(new Set(keys).size).toBe(1);
      expect(await stage.jobs()).toHaveLength(1);
    },
  },
  {
    title: 'starts as many jobs as it is asked for, without a key or with others',
    async run(stage) {
      const runs = [
        await started(stage.runner, stage),
        await started(stage.runner, stage),
        expectValue(await stage.runner.start(stage.processId, { input: hello, idempotencyKey: 'one' })),
        expectValue(await stage.runner.start(stage.processId, { input: hello, idempotencyKey: 'other' })),
      ];

      expect(new Set(runs.map(({ jobKey }) => jobKey)).size).toBe(4);
      expect(await stage.jobs()).toHaveLength(4);
    },
  },
  {
    title: 'knows no process that nobody made',
    async run({ runner, unknownProcess: { id, code } }) {
      expect(await runner.start(id)).toEqual(failingWith(code));
      expect(await runner.follow(id, nobodysJob)).toEqual(failingWith(code));
      expect(await runner.stop(id, nobodysJob, 'soft')).toEqual(failingWith(code));
    },
  },
  {
    title: 'knows no job that nobody started',
    async run({ runner, processId, unknownJobCode }) {
      expect(await runner.follow(processId, nobodysJob)).toEqual(failingWith(unknownJobCode));
      expect(await runner.stop(processId, nobodysJob, 'soft')).toEqual(failingWith(unknownJobCode));
    },
  },
];
