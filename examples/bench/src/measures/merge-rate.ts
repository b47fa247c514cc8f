import { type FollowedJob, follow, followJob, jobOf, type MergedJob, merge } from '@cuelight/core';
import { initialTransition, type SnapshotFrom, transition } from 'xstate';
import { collectGarbage } from '../collect-garbage.js';
import { createRandom } from '../lifecycle/random.js';
import { type ReportedLife, reportedLife } from '../lifecycle/reported-life.js';
import { type ReportEvent, xstateLifecycle } from '../peers/xstate-lifecycle.js';
import { compare, median, type Row } from '../row.js';

/** A life, and the same reports as the events of a machine. */
interface Prepared extends ReportedLife {
  readonly events: readonly ReportEvent[];
}

/**
 * Reports taken per second, merged and followed, against XState's pure `transition` on the same reports. Few lives at a
 * time are fair to XState: it keeps a weak note of every snapshot, and many of them make collecting garbage dear.
 */
export function mergeRate({ rounds, lives }: { readonly rounds: number; readonly lives: number }): readonly Row[] {
  const random = createRandom(1);
  const prepared = Array.from({ length: lives }, (_, number): Prepared => {
    const life = reportedLife(number, random);
    return { ...life, events: life.reports.map(({ state }) => ({ type: state })) };
  });
  const reports = prepared.reduce((sum, life) => sum + life.reports.length, 0);
  const takers = { merged: mergeAll, followed: followAll, peer: transitionAll };
  const rates = { merged: [] as number[], followed: [] as number[], peer: [] as number[] };
  for (const take of Object.values(takers)) take(prepared);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of ['merged', 'peer', 'followed'] as const) {
      collectGarbage();
      const startedMs = performance.now();
      takers[name](prepared);
      rates[name].push((reports / (performance.now() - startedMs)) * 1_000);
    }
  }
  const peer = median(rates.peer);
  const common = { name: 'lifecycle', peer, peerName: "XState's transition", unit: 'reports/s' };
  return [
    compare({ ...common, metric: 'reports merged', ours: median(rates.merged) }, { atLeast: 20 }),
    compare({ ...common, metric: 'reports followed', ours: median(rates.followed) }, { atLeast: 5 }),
  ];
}

// Each answers what it came to, and counts what is final: an optimiser must not find that nobody looks at the result.

function mergeAll(lives: readonly Prepared[]): number {
  let withEnd = 0;
  for (const { start, reports } of lives) {
    let job: MergedJob = jobOf(start);
    for (const report of reports) job = merge(job, report);
    if (job.endedAt !== undefined) withEnd += 1;
  }
  return withEnd;
}

function followAll(lives: readonly Prepared[]): number {
  let withEnd = 0;
  for (const { start, reports } of lives) {
    const reading = { observation: start, id: 1, type: 'Unattended' } as const;
    let job: FollowedJob = followJob(reading, start.state);
    for (const report of reports) job = follow(job, report).job;
    if (job.merged.endedAt !== undefined) withEnd += 1;
  }
  return withEnd;
}

function transitionAll(lives: readonly Prepared[]): number {
  let done = 0;
  for (const { events } of lives) {
    let snapshot: SnapshotFrom<typeof xstateLifecycle> = begun;
    for (const event of events) [snapshot] = transition(xstateLifecycle, snapshot, event);
    if (snapshot.status === 'done') done += 1;
  }
  return done;
}

/** A snapshot is a value: all jobs can begin with the same. */
const [begun] = initialTransition(xstateLifecycle);
