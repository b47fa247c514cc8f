import { isFinal } from '@cuelight/core';
import type { ComponentChildren } from 'preact';
import { Failure } from '../parts/failure.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';
import type { FollowedJob } from './followed-job.js';
import { JobResult } from './job-result.js';
import { LifecycleDiagram } from './lifecycle-diagram.js';
import { Steps } from './steps.js';

/** A job that is followed: where it is in the lifecycle, how it came there, what came of it, and how it is stopped. */
export function JobView({
  appId,
  processId,
  jobKey,
  followed: { job, steps, line },
  follow,
  stop,
  children,
}: {
  readonly appId: string;
  readonly processId: string;
  readonly jobKey: string;
  readonly followed: FollowedJob;
  /** Follows it anew. */
  follow(): void;
  /** Shown as long as it has not ended. */
  readonly stop: ComponentChildren;
  /** What else is to be said of it. */
  readonly children?: ComponentChildren;
}) {
  const isLost = typeof line !== 'string' && 'lost' in line;
  return (
    <>
      <p class="actions">
        <a href={hrefOf('apps', appId, 'run', processId)}>Run it again</a>
        <a href={hrefOf('apps', appId)}>Processes of the app</a>
      </p>
      <p role="status" class="job-state">
        {job === undefined
          ? ''
          : isLost
            ? `The job was ${job.state} when it was last heard of.`
            : `The job is ${job.state}.`}
      </p>
      <Line line={line} follow={follow} />
      <LifecycleDiagram steps={steps} />
      {job !== undefined && !isFinal(job.state) && stop}
      {job !== undefined && <JobResult job={job} />}
      {children}
      <h2>The walk so far</h2>
      <Steps steps={steps} />
      <p class="quiet">
        Job <code>{jobKey.slice(0, 100)}</code>. Nothing of it is stored by Cuelight.
      </p>
    </>
  );
}

const losses = {
  gone: 'The job is not there any more: Orchestrator has removed it, or the connection was taken down.',
  forbidden: 'The credential of the connection may not read the job any more.',
  retired: 'The connection is being taken down.',
  'robot-lost':
    'The robot of this computer does not tell of the job any more. How it goes on is not known: it may run on. Look at UiPath Assistant.',
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
    <div class="notice notice-fail" role="alert">
      <p>{losses[line.lost]}</p>
      {line.lost === 'robot-lost' && (
        <button type="button" onClick={follow}>
          Look again
        </button>
      )}
    </div>
  );
}
