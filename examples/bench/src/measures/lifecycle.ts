import type { Row } from '../row.js';
import { heapPerWatch } from './heap-per-watch.js';
import { mergeRate } from './merge-rate.js';
import { tickCost } from './tick-cost.js';

/** What following jobs costs in the core alone: a report, a watched job, and a tick while most jobs are idle. */
export async function lifecycle({
  rounds,
  lives,
  watched,
}: {
  readonly rounds: number;
  readonly lives: number;
  readonly watched: number;
}): Promise<readonly Row[]> {
  return [
    ...mergeRate({ rounds, lives }),
    ...(await heapPerWatch({ jobs: watched })),
    ...(await tickCost({ rounds, due: 200, fewIdle: watched / 100, manyIdle: watched })),
  ];
}
