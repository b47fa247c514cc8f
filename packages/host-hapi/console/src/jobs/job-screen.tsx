import { isFinal } from '@cuelight/core';
import { useState } from 'preact/hooks';
import type { Failed } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { Confirmed } from '../parts/confirmed.js';
import { Failure } from '../parts/failure.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';
import { JobResult } from './job-result.js';
import { LifecycleDiagram } from './lifecycle-diagram.js';
import { Steps } from './steps.js';
import { type FollowedJob, type Job, useJob } from './use-job.js';

/** One job, live: where it is in the lifecycle, how it came there, and what came of it. It can be stopped. */
export function JobScreen({
  appId,
  processId,
  jobKey,
}: {
  readonly appId: string;
  readonly processId: string;
  readonly jobKey: string;
}) {
  const { job, steps, line, follow, note } = useJob(processId, jobKey);
  return (
    <Screen title="Job">
      <p class="actions">
        <a href={hrefOf('apps', appId, 'run', processId)}>Run it again</a>
        <a href={hrefOf('apps', appId)}>Processes of the app</a>
      </p>
      <p role="status" class="job-state">
        {job === undefined ? '' : `The job is ${job.state}.`}
      </p>
      <Line line={line} follow={follow} />
      <LifecycleDiagram steps={steps} />
      {job !== undefined && !isFinal(job.state) && <Stop processId={processId} jobKey={jobKey} onStopped={note} />}
      {job !== undefined && <JobResult job={job} />}
      <h2>The walk so far</h2>
      <Steps steps={steps} />
      <p class="quiet">
        Job <code>{jobKey.slice(0, 100)}</code>. Nothing of it is stored by Cuelight.
      </p>
    </Screen>
  );
}

const losses = {
  gone: 'The job is not there any more: Orchestrator has removed it, or the connection was taken down.',
  forbidden: 'The credential of the connection may not read the job any more.',
  retired: 'The connection is being taken down.',
  'robot-lost': 'The robot of the computer that runs the job cannot be asked any more; the job may run on.',
} as const;

function Line({ line, follow }: Pick<FollowedJob, 'line'> & { follow(): void }) {
  if (line === 'opening') return <Waiting what="Looking where the job stands …" />;
  if (line === 'broken') {
    return (
      <p class="notice notice-warn" role="alert">
        The line to the service is broken. What is shown is how it stood; it goes on by itself when the service is back.
      </p>
    );
  }
  if (typeof line === 'string') return null;
  if ('failed' in line) return <Failure failed={line.failed} onRetry={follow} />;
  return (
    <p class="notice notice-fail" role="alert">
      {losses[line.lost]}
    </p>
  );
}

function Stop({
  processId,
  jobKey,
  onStopped,
}: {
  readonly processId: string;
  readonly jobKey: string;
  onStopped(job: Job): void;
}) {
  const call = useCall();
  const [failed, setFailed] = useState<Failed>();
  const [said, setSaid] = useState('');

  const stop = async (mode: 'soft' | 'kill') => {
    setFailed(undefined);
    const params = { processId, jobKey };
    const stopped = await call('POST /v1/processes/{processId}/jobs/{jobKey}/stop', { params, body: { mode } });
    if (!stopped.ok) return setFailed(stopped.failed);
    setSaid(mode === 'soft' ? 'Orchestrator was asked to stop it.' : 'Orchestrator was asked to kill it.');
    onStopped(stopped.value);
  };

  return (
    <>
      <p class="actions">
        <button type="button" onClick={() => stop('soft')}>
          Stop
        </button>
        <Confirmed
          label="Kill"
          confirm="Kill it now"
          warning="It ends wherever it is, without cleaning up."
          onConfirm={() => stop('kill')}
        />
      </p>
      <p role="status">{said}</p>
      {failed && <Failure failed={failed} />}
    </>
  );
}
