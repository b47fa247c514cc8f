import { type JobState, succeed } from '@cuelight/core';
import { expect } from 'vitest';
import { expectLegalWalk } from '../lifecycle-model/legal-walk.js';
import type { Check } from './contract.js';
import { hear } from './hear-run.js';
import type { StagedRunner } from './staged-runner.js';
import { started } from './started-run.js';

/** What a process runner promises of stopping a job. */
export const runsStopped: readonly Check<StagedRunner>[] = [
  {
    title: 'stops softly, and tells what became of the job',
    run: (stage) => expectStops(stage, 'soft'),
  },
  {
    title: 'kills, and tells what became of the job',
    run: (stage) => expectStops(stage, 'kill'),
  },
  {
    title: 'takes a stop of a job that has ended as nothing',
    async run(stage) {
      const { jobKey } = await started(stage.runner, stage);
      await stage.move(jobKey, { state: 'Running' });
      await stage.move(jobKey, { state: 'Successful' });

      expect(await stage.runner.stop(stage.processId, jobKey, 'kill')).toEqual(succeed(undefined));
      expect(await stage.jobs()).toMatchObject([{ jobKey, state: 'Successful' }]);
    },
  },
];

async function expectStops(stage: StagedRunner, mode: 'soft' | 'kill'): Promise<void> {
  const run = await started(stage.runner, stage);
  const heard = hear(run, stage.patienceMs);
  await stage.move(run.jobKey, { state: 'Running' });
  await heard.untilState('Running');

  expect(await stage.runner.stop(stage.processId, run.jobKey, mode)).toEqual(succeed(undefined));
  expect(await stage.runner.stop(stage.processId, run.jobKey, mode)).toEqual(succeed(undefined));
  await stage.obeyStop(run.jobKey);
  await heard.untilOver();

  const onTheWay: JobState = mode === 'soft' ? 'Terminating' : 'Stopping';
  expect(heard.states().at(-1)).toBe('Stopped');
  expect(heard.states()).not.toContain(onTheWay);
  expectLegalWalk(heard.events);
}
