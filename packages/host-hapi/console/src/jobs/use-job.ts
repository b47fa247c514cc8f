import { isFinal } from '@cuelight/core';
import { useEffect, useState } from 'preact/hooks';
import type { Failed } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { createBatch } from './create-batch.js';
import { type Events, type FollowedJob, type Job, moved, stepped, unknownYet } from './followed-job.js';

/** A job that is followed. */
export interface Following extends FollowedJob {
  /** Follows it anew. */
  follow(): void;
  /** Takes what a stop was answered with: not every move is told at once. */
  note(job: Job): void;
}

/** It is there, and can be read: so it is the following that was refused. */
const notFollowed: Failed = {
  kind: 'here',
  title: 'The job cannot be followed now.',
  detail: 'It is there; but the service follows as many jobs as it can already, or had just stopped.',
  remedy: 'Close other pages that follow jobs, and try again.',
};

/** Follows a job to its end. A line that breaks is taken up again by the browser. */
export function useJob(processId: string, jobKey: string): Following {
  const call = useCall();
  const [turn, setTurn] = useState(0);
  const [followed, setFollowed] = useState<FollowedJob>(unknownYet);

  useEffect(() => {
    const path = `/v1/processes/${encodeURIComponent(processId)}/jobs/${encodeURIComponent(jobKey)}`;
    const source = new EventSource(`${path}/events`);
    const { change, stop } = createBatch(setFollowed);
    const take = (state: Job['state'], step: (last: FollowedJob) => FollowedJob) => {
      if (isFinal(state)) source.close();
      change(step);
    };
    source.addEventListener('snapshot', ({ data }) => {
      const job = JSON.parse(data) as Job;
      take(job.state, (last) => stepped(last, job, { is: 'found', state: job.state }));
    });
    source.addEventListener('lifecycle', ({ data }) => {
      const move = JSON.parse(data) as Events['lifecycle'];
      take(move.state, (last) => moved(last, move));
    });
    source.addEventListener('lost', ({ data }) => {
      source.close();
      const { reason } = JSON.parse(data) as Events['lost'];
      change((last) => ({ ...last, line: { lost: reason } }));
    });
    source.addEventListener('error', async () => {
      if (source.readyState !== EventSource.CLOSED) return change((last) => ({ ...last, line: 'broken' }));
      // A browser does not tell why it was refused; a read does.
      const read = await call('GET /v1/processes/{processId}/jobs/{jobKey}', { params: { processId, jobKey } });
      const failed: Failed = read.ok ? notFollowed : read.failed;
      change((last) => ({ ...last, line: { failed } }));
    });
    return () => {
      source.close();
      stop();
    };
  }, [processId, jobKey, turn]);

  return {
    ...followed,
    follow: () => setTurn((last) => last + 1),
    note: (job) =>
      setFollowed((last) => (last.line === 'ended' ? last : stepped(last, job, { is: 'answered', state: job.state }))),
  };
}
