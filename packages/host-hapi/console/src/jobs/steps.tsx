import { Moment } from '../parts/moment.js';
import type { Step } from './followed-job.js';

const sources = {
  start: 'read from the answer to the start',
  webhook: 'told by Orchestrator (webhook)',
  read: 'seen when the job was read',
  robotjs: 'told by the robot on the computer of the user',
} as const;

/** The walk of a job so far, each step with how it was learnt. */
export function Steps({ steps }: { readonly steps: readonly Step[] }) {
  if (steps.length === 0) return <p class="quiet">Nothing is known yet.</p>;
  return (
    <ol class="steps">
      {steps.map((step, at) => (
        <li key={at}>
          <strong>{step.state}</strong>{' '}
          {step.is !== 'move' ? (
            <span>{step.is === 'found' ? 'found so when this page began to look' : 'from the answer to the stop'}</span>
          ) : (
            <>
              {step.inferred ? (
                <span>
                  <span class="badge badge-warn">inferred</span> it must have been there before the next step, which was{' '}
                  {sources[step.via]}
                </span>
              ) : (
                <span>{sources[step.via]}</span>
              )}
              {step.at !== undefined && (
                <span class="quiet">
                  , <Moment at={step.at} />
                </span>
              )}
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
