import { type JobState, jobStates, transitions } from '@cuelight/core';
import { useEffect, useRef } from 'preact/hooks';
import type { Step } from './followed-job.js';

/** Where each state stands in the picture. */
const places: Readonly<Record<JobState, readonly [x: number, y: number]>> = {
  Pending: [80, 40],
  Running: [265, 40],
  Successful: [640, 40],
  Resumed: [80, 160],
  Suspended: [265, 160],
  Stopping: [450, 160],
  Stopped: [640, 160],
  Terminating: [450, 270],
  Faulted: [640, 270],
};

/** How far a line is bent where it would else run behind a state, as a share of its length. */
const bends: Readonly<Record<string, number>> = {
  'Pending Stopped': -0.03,
  'Pending Faulted': 0.01,
  'Running Terminating': -0.14,
};

const width = 715;
const [halfWidth, halfHeight] = [56, 19];

/** The lifecycle of jobs, in which the states lit are those a job has been in, and the brightest the one it is in. */
export function LifecycleDiagram({ steps }: { readonly steps: readonly Step[] }) {
  const walked = steps.map(({ state }) => state);
  const now = walked.at(-1);
  const moves = new Set(
    steps.map((step, at) => `${step.is === 'move' && step.from !== null ? step.from : walked[at - 1]} ${step.state}`),
  );
  const drawn = transitions.filter(({ from, to, evidence }) => evidence !== 'assumed' || moves.has(`${from} ${to}`));
  const said = now === undefined ? 'not known yet' : now;
  const picture = useRef<HTMLElement>(null);
  // In a small window a part of the picture is seen: that where the job is.
  useEffect(() => {
    const shown = picture.current;
    if (shown === null || now === undefined) return;
    shown.scrollLeft = (places[now][0] / width) * shown.scrollWidth - shown.clientWidth / 2;
  }, [now]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the window is scrolled by keyboard, too
    <section ref={picture} class="diagram" tabIndex={0} aria-label="Lifecycle of the job">
      <svg viewBox={`0 -14 ${width} 320`} role="img" aria-label={`The job is ${said}. It has been ${toldOf(walked)}.`}>
        <defs>
          <ArrowHead id="arrow" />
          <ArrowHead id="arrow-walked" />
        </defs>
        {drawn.map(({ from, to, evidence }) =>
          from === null ? null : (
            <path
              key={`${from} ${to}`}
              d={curveOf(places[from], places[to], bends[`${from} ${to}`])}
              class={`edge edge-${evidence} ${moves.has(`${from} ${to}`) ? 'edge-walked' : ''}`}
              marker-end={moves.has(`${from} ${to}`) ? 'url(#arrow-walked)' : 'url(#arrow)'}
            />
          ),
        )}
        {jobStates.map((state) => {
          const [x, y] = places[state];
          const look = state === now ? 'now' : walked.includes(state) ? 'been' : 'ahead';
          return (
            <g key={state} class={`state state-${look} state-of-${state}`}>
              <rect x={x - halfWidth} y={y - halfHeight} width={halfWidth * 2} height={halfHeight * 2} rx="12" />
              <text x={x} y={y + 5} text-anchor="middle">
                {state}
              </text>
            </g>
          );
        })}
      </svg>
    </section>
  );
}

/** Of a long walk the last steps are told: whoever listens would not hear the end of it. */
function toldOf(walked: readonly JobState[]): string {
  if (walked.length === 0) return 'nowhere yet';
  const last = walked.slice(-10).join(', ');
  return walked.length > 10 ? `in ${walked.length} states, the last of them ${last}` : last;
}

function ArrowHead({ id }: { readonly id: string }) {
  return (
    <marker
      id={id}
      viewBox="0 0 8 8"
      refX="7"
      refY="4"
      markerWidth="10"
      markerHeight="10"
      markerUnits="userSpaceOnUse"
      orient="auto"
    >
      <path d="M0 0 8 4 0 8z" class={id} />
    </marker>
  );
}

/** A bent line from the edge of one state to the edge of another: so there and back are two. */
function curveOf([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number], bend = 0.18): string {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const [cx, cy] = [(x1 + x2) / 2 + dy * bend, (y1 + y2) / 2 - dx * bend];
  const [sx, sy] = borderTowards([x1, y1], [cx, cy]);
  const [ex, ey] = borderTowards([x2, y2], [cx, cy]);
  return `M${sx} ${sy} Q${cx} ${cy} ${ex} ${ey}`;
}

function borderTowards(
  [x, y]: readonly [number, number],
  [tx, ty]: readonly [number, number],
): readonly [number, number] {
  const [dx, dy] = [tx - x, ty - y];
  const share = Math.min(halfWidth / Math.abs(dx || 1e-9), halfHeight / Math.abs(dy || 1e-9));
  return [Math.round(x + dx * share), Math.round(y + dy * share)];
}
