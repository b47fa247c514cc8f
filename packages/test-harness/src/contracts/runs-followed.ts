import { expect } from 'vitest';
import { expectLegalWalk } from '../lifecycle-model/legal-walk.js';
import type { Check } from './contract.js';
import { hear } from './hear-run.js';
import type { StagedRunner } from './staged-runner.js';
import { followed, hello, started } from './started-run.js';

/** What a process runner promises of following a job. */
export const runsFollowed: readonly Check<StagedRunner>[] = [
  {
    title: 'starts a job with its arguments, and tells its life to the output',
    async run(stage) {
      const run = await started(stage.runner, stage, { in_Text: 'ü "hello"' });
      const heard = hear(run, stage.patienceMs);
      await heard.until('a snapshot', ({ kind }) => kind === 'snapshot');
      await stage.move(run.jobKey, { state: 'Running' });
      await heard.untilState('Running');
      await stage.move(run.jobKey, { state: 'Successful', output: { out_Text: 'done', out_Count: 3 } });
      await heard.untilOver();

      expect(heard.states().at(-1)).toBe('Successful');
      expect(heard.last()).toMatchObject({ output: { out_Text: 'done', out_Count: 3 } });
      expectLegalWalk(heard.events);
      expect(await stage.jobs()).toMatchObject([{ jobKey: run.jobKey, input: { in_Text: 'ü "hello"' } }]);
    },
  },
  {
    title: 'begins with where the job stands, of that job alone',
    async run(stage) {
      const [run, other] = [await started(stage.runner, stage), await started(stage.runner, stage)];
      const [heard, heardOfOther] = [hear(run, stage.patienceMs), hear(other, stage.patienceMs)];
      await stage.move(other.jobKey, { state: 'Running' });
      await heardOfOther.untilState('Running');
      await stage.move(run.jobKey, { state: 'Running' });
      await heard.untilState('Running');

      expect(run.jobKey).not.toBe(other.jobKey);
      for (const [each, { jobKey }] of [[heard, run] as const, [heardOfOther, other] as const]) {
        expect(each.events[0]?.kind).toBe('snapshot');
        expect(new Set(each.jobKeys())).toEqual(new Set([jobKey]));
        each.leave();
      }
    },
  },
  {
    title: 'tells why a job faulted',
    async run(stage) {
      const run = await started(stage.runner, stage);
      const heard = hear(run, stage.patienceMs);
      await stage.move(run.jobKey, { state: 'Running' });
      await stage.move(run.jobKey, { state: 'Faulted', info: 'Cannot open the invoice.' });
      await heard.untilOver();

      expect(heard.states().at(-1)).toBe('Faulted');
      expect(heard.last()).toMatchObject({ fault: { message: expect.stringContaining('Cannot open the invoice.') } });
    },
  },
  {
    title: 'ends with the first final state, and says nothing after it',
    async run(stage) {
      const run = await started(stage.runner, stage);
      const heard = hear(run, stage.patienceMs);
      await stage.move(run.jobKey, { state: 'Running' });
      await stage.move(run.jobKey, { state: 'Successful' });
      await heard.untilOver();
      const told = heard.events.length;

      expect(await run.events.next()).toEqual({ done: true, value: undefined });
      expect(heard.events).toHaveLength(told);
      expect(heard.states().filter((state) => ['Successful', 'Faulted', 'Stopped'].includes(state))).toHaveLength(1);
    },
  },
  {
    title: 'follows a job that was started before, as often as it is asked to',
    async run(stage) {
      const { jobKey } = await started(stage.runner, stage);
      const one = hear(await followed(stage, jobKey), stage.patienceMs);
      await stage.move(jobKey, { state: 'Running' });
      await one.untilState('Running');
      const other = hear(await followed(stage, jobKey), stage.patienceMs);
      await other.untilState('Running');
      await stage.move(jobKey, { state: 'Successful' });
      await Promise.all([one.untilOver(), other.untilOver()]);

      expect([one.states().at(-1), other.states().at(-1)]).toEqual(['Successful', 'Successful']);
      for (const { events } of [one, other]) expectLegalWalk(events);
    },
  },
  {
    title: 'tells of a job that has ended its end, at once',
    async run(stage) {
      const { jobKey } = await started(stage.runner, stage);
      await stage.move(jobKey, { state: 'Running' });
      await stage.move(jobKey, { state: 'Successful', output: { out_Text: 'done' } });
      const heard = hear(await followed(stage, jobKey), stage.patienceMs);
      await heard.untilOver();

      expect(heard.events).toMatchObject([
        { kind: 'snapshot', job: { jobKey, state: 'Successful', output: { out_Text: 'done' } } },
      ]);
    },
  },
  {
    title: 'begins another walk when the way to the job broke, and tells the end once',
    async run(stage) {
      const run = await started(stage.runner, stage);
      const heard = hear(run, stage.patienceMs);
      await heard.until('a snapshot', ({ kind }) => kind === 'snapshot');
      await stage.interrupt();
      await stage.move(run.jobKey, { state: 'Running' });
      await heard.untilState('Running');
      await stage.interrupt();
      await stage.move(run.jobKey, { state: 'Successful' });
      await heard.untilOver();

      expect(heard.states().filter((state) => state === 'Successful')).toHaveLength(1);
      expectLegalWalk(heard.events);
    },
  },
  {
    title: 'ends the following when the signal says so, and not the job',
    async run(stage) {
      const leaving = new AbortController();
      const run = await started(stage.runner, stage, hello, leaving.signal);
      const heard = hear(run, stage.patienceMs);
      await heard.until('a snapshot', ({ kind }) => kind === 'snapshot');
      leaving.abort();
      await heard.untilOver();
      const told = heard.events.length;

      await expectGoesOn(stage, run.jobKey);
      expect(heard.events).toHaveLength(told);
    },
  },
  {
    title: 'ends the following when the iteration is left, and not the job',
    async run(stage) {
      const run = await started(stage.runner, stage);
      const heard = hear(run, stage.patienceMs);
      await heard.until('a snapshot', ({ kind }) => kind === 'snapshot');
      await heard.leave();
      await heard.untilOver();

      await expectGoesOn(stage, run.jobKey);
    },
  },
  {
    title: 'tells once that a job is lost, as the last of it',
    async run(stage) {
      const run = await started(stage.runner, stage);
      const heard = hear(run, stage.patienceMs);
      await heard.until('a snapshot', ({ kind }) => kind === 'snapshot');
      await stage.lose(run.jobKey);
      await heard.untilOver();

      expect(heard.events.at(-1)).toMatchObject({ kind: 'lost', jobKey: run.jobKey });
      expectLegalWalk(heard.events);
    },
  },
];

/** The job is there, and whoever follows it hears of its end. */
async function expectGoesOn(stage: StagedRunner, jobKey: string): Promise<void> {
  const again = hear(await followed(stage, jobKey), stage.patienceMs);
  await stage.move(jobKey, { state: 'Running' });
  await again.untilState('Running');
  await stage.move(jobKey, { state: 'Successful' });
  await again.untilOver();
  expect(again.states().at(-1)).toBe('Successful');
}
