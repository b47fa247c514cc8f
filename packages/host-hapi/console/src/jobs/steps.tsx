import { useMemo } from 'preact/hooks';
import { Moment } from '../parts/moment.js';
import type { Step } from './followed-job.js';

const sources = {
  start: 'read from the answer to the start',
  webhook: 'told by Orchestrator (webhook)',
  read: 'seen when the job was read',
  robotjs: 'told by the robot on the computer of the user',
} as const;

/** Of a longer walk, this many steps are shown, the last. */
const mostShown = 1_000;

/** The walk of a job so far, each step with how it was learnt. */
export function Steps({ steps }: { readonly steps: readonly Step[] }) {
  if (steps.length === 0) return <p class="quiet">Nothing is known yet.</p>;
  const left = Math.max(0, steps.length - mostShown);
  return (
    <>
      {left > 0 && <p class="quiet">The {left} steps before these are not shown.</p>}
      <ol class="steps" start={left + 1}>
        {steps.slice(left).map((step, at) => (
          <StepItem key={left + at} step={step} />
        ))}
      </ol>
    </>
  );
}

/** A step never changes: what is shown of it is made once, however many come after it. */
function StepItem({ step }: { readonly step: Step }) {
  return useMemo(
    () => (
      <li>
        <strong>{step.state}</strong> {step.is === 'move' ? <Move move={step} /> : <span>{learnt[step.is]}</span>}
      </li>
    ),
    [step],
  );
}

const learnt = {
  found: 'found so when this page began to look',
  answered: 'from the answer to the stop',
} as const;

function Move({ move: { via, inferred, at } }: { readonly move: Extract<Step, { is: 'move' }> }) {
  return (
    <>
      {inferred ? (
        <span>
          <span class="badge badge-warn">inferred</span> it must have been there before the next step, which was{' '}
          {sources[via]}
        </span>
      ) : (
        <span>{sources[via]}</span>
      )}
      {at !== undefined && (
        <span class="quiet">
          , <Moment at={at} />
        </span>
      )}
    </>
  );
}
