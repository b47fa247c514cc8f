import { isFinal } from '@cuelight/core';
import { useEffect, useState } from 'preact/hooks';
import type { Failed } from '../api/call.js';
import type { Described } from '../api/described.js';
import { useCall } from '../api/use-call.js';

type Events = Described['GET /v1/processes/{processId}/jobs/{jobKey}/events']['events'];

/** A job as it stands. */
export type Job = Events['snapshot'];

/** One step of a job: a move that was told, how it stood when somebody began to look, or what a stop was answered with. */
export type Step =
  | ({ readonly is: 'move' } & Events['lifecycle'])
  | { readonly is: 'found' | 'answered'; readonly state: Job['state'] };

/** What is known of a job, and whether more will be. */
export interface FollowedJob {
  readonly job: Job | undefined;
  readonly steps: readonly Step[];
  readonly line:
    | 'opening'
    | 'open'
    | 'broken'
    | 'ended'
    | { readonly lost: Events['lost']['reason'] }
    | { readonly failed: Failed };
}

/** A job that is followed. */
export interface Following extends FollowedJob {
  /** Follows it anew. */
  follow(): void;
  /** Takes what a stop was answered with: not every move is told at once. */
  note(job: Job): void;
}

/** Follows a job to its end. A line that breaks is taken up again by the browser. */
export function useJob(processId: string, jobKey: string): Following {
  const call = useCall();
  const [turn, setTurn] = useState(0);
  const [followed, setFollowed] = useState<FollowedJob>({ job: undefined, steps: [], line: 'opening' });

  useEffect(() => {
    const path = `/v1/processes/${encodeURIComponent(processId)}/jobs/${encodeURIComponent(jobKey)}`;
    const source = new EventSource(`${path}/events`);
    const take = (job: Job, step: Step) => {
      if (isFinal(job.state)) source.close();
      setFollowed((last) => stepped(last, job, step));
    };
    source.addEventListener('snapshot', ({ data }) => {
      const job = JSON.parse(data) as Job;
      take(job, { is: 'found', state: job.state });
    });
    source.addEventListener('lifecycle', ({ data }) => {
      const move = JSON.parse(data) as Events['lifecycle'];
      const { jobKey: key, state, output, fault, flags } = move;
      const ended = { ...(output && { output }), ...(fault && { fault }), ...(flags && { flags }) };
      take({ jobKey: key, state, ...ended }, { is: 'move', ...move });
    });
    source.addEventListener('lost', ({ data }) => {
      source.close();
      const { reason } = JSON.parse(data) as Events['lost'];
      setFollowed((last) => ({ ...last, line: { lost: reason } }));
    });
    source.addEventListener('error', async () => {
      if (source.readyState !== EventSource.CLOSED) return setFollowed((last) => ({ ...last, line: 'broken' }));
      // A browser does not tell why it was refused; a read does.
      const read = await call('GET /v1/processes/{processId}/jobs/{jobKey}', { params: { processId, jobKey } });
      const failed: Failed = read.ok ? { kind: 'offline' } : read.failed;
      setFollowed((last) => ({ ...last, line: { failed } }));
    });
    return () => source.close();
  }, [processId, jobKey, turn]);

  return {
    ...followed,
    follow: () => setTurn((last) => last + 1),
    note: (job) =>
      setFollowed((last) => (last.line === 'ended' ? last : stepped(last, job, { is: 'answered', state: job.state }))),
  };
}

function stepped({ steps, line }: FollowedJob, job: Job, step: Step): FollowedJob {
  const last = steps.at(-1);
  const hasEnded = isFinal(job.state);
  // What was answered is told again as a move; and a line that was taken up again tells once more where the job stands.
  const isAgain = last?.state === step.state;
  const kept = isAgain && last?.is === 'answered' ? steps.slice(0, -1) : steps;
  return {
    job,
    steps: isAgain && step.is !== 'move' ? steps : [...kept, step],
    line: hasEnded ? 'ended' : step.is === 'answered' ? line : 'open',
  };
}
