import { type JobListener, succeed } from '@cuelight/core';
import { collectGarbage } from '../collect-garbage.js';
import { createMemoryTracker } from '../lifecycle/memory-tracker.js';
import { readingOf, subjectOf } from '../lifecycle/watched-job.js';
import { hold, type Row } from '../row.js';

/** What one watched job takes of the heap, its listener and the way to leave included, once it has been read. */
export async function heapPerWatch({ jobs }: { readonly jobs: number }): Promise<readonly Row[]> {
  const { clock, tracker } = createMemoryTracker((id, nowMs) => succeed(readingOf(id, nowMs)));
  const leaves: (() => void)[] = new Array(jobs);
  const before = heapUsed();
  for (let id = 1; id <= jobs; id += 1) {
    const listener: JobListener = { event: ignore, end: ignore };
    const attached = tracker.attach(subjectOf(id), readingOf(id, clock.nowMs() - id), listener, 'look-up');
    if (!attached.ok) throw new Error(attached.failure.detail);
    leaves[id - 1] = attached.value;
  }
  await clock.advance(0);
  const perJob = (heapUsed() - before) / jobs;
  if (tracker.watches() !== jobs) throw new Error(`${tracker.watches()} jobs are watched`);
  for (const leave of leaves) leave();
  return [
    hold(
      { name: 'lifecycle', metric: `heap per job, ${jobs} watched`, ours: perJob, unit: 'bytes' },
      { atMost: 1_024 },
    ),
  ];
}

function ignore(): void {}

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
