import { isFinal, type JobState } from '@cuelight/core';
import { expectValue } from '@cuelight/test-harness/contracts/expect-value';
import { hear } from '@cuelight/test-harness/contracts/hear-run';
import { processRunnerContract } from '@cuelight/test-harness/contracts/process-runner';
import type { StagedRunner } from '@cuelight/test-harness/contracts/staged-runner';
import type { FeatureSet, RobotJobView } from '@cuelight/test-harness/fake-robot';
import { aBridge, aRobot, processId } from './a-bridge.js';

processRunnerContract('the bridge to a robot that can do everything', () => aStage());
processRunnerContract('the bridge to an old robot', () => aStage(null));

const patienceMs = 15_000;

const stateOf: Readonly<Record<RobotJobView['state'], JobState>> = {
  Executing: 'Running',
  Closed: 'Successful',
  Canceled: 'Stopped',
  Faulted: 'Faulted',
};

async function aStage(features?: FeatureSet) {
  const robot = await aRobot(features === undefined ? {} : { features });
  const { control } = robot;
  const { bridge } = aBridge(robot);
  const jobs = () => control.jobs().map(({ id, state, input }) => ({ jobKey: id, state: stateOf[state], input }));
  const subject: StagedRunner = {
    runner: bridge,
    processId,
    unknownProcess: { id: '01933f1e-0000-7000-8000-00000000dead', code: 'process-not-found' },
    unknownJobCode: 'local-job-not-found',
    patienceMs,
    async move(jobKey, { state, output, info }) {
      // A job of a local robot runs from the beginning.
      const told = state === 'Running' ? undefined : expectValue(await bridge.follow(processId, jobKey));
      if (state === 'Successful') control.setJobState(jobKey, { state: 'Closed', output: output ?? {} });
      if (state === 'Faulted') {
        control.setJobState(jobKey, {
          state: 'Faulted',
          error: { ClassName: 'System.Exception', Message: info ?? '' },
        });
      }
      // A page knows the end once the SDK has asked for it.
      if (told !== undefined) await hear(told, patienceMs).untilOver();
    },
    async obeyStop(jobKey) {
      const job = jobs().find((each) => each.jobKey === jobKey);
      if (job !== undefined && !isFinal(job.state)) control.setJobState(jobKey, { state: 'Canceled' });
    },
    async lose() {
      control.addFault({ on: 'GET /JobStatus', action: 'reset' });
      control.dropConnections();
    },
    async interrupt() {
      // All that a job of RobotJS survives: the SDK gives it up at the first question that fails. So one answer is late.
      control.addFault({ on: 'GET /JobStatus', action: 'delay', delayMs: 300, times: 1 });
    },
    jobs: async () => jobs(),
  };
  return { subject };
}
