import { isFinal } from '@cuelight/core';
import type { Failed } from '../api/call.js';
import type { Described } from '../api/described.js';

/** What is told of a job while it is followed. */
export type Events = Described['GET /v1/processes/{processId}/jobs/{jobKey}/events']['events'];

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

/** Nothing is known yet. */
export const unknownYet: FollowedJob = { job: undefined, steps: [], line: 'opening' };

/** What is known after one more step. */
export function stepped({ steps, line }: FollowedJob, job: Job, step: Step): FollowedJob {
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

/** What is known after a move, which tells at the end what came of the job. */
export function moved(known: FollowedJob, move: Events['lifecycle']): FollowedJob {
  const { jobKey, state, output, fault, flags } = move;
  const ended = { ...(output && { output }), ...(fault && { fault }), ...(flags && { flags }) };
  return stepped(known, { jobKey, state, ...ended }, { is: 'move', ...move });
}
