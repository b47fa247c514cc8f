import { fail, type JobListener, succeed } from '@cuelight/core';
import { collectGarbage } from '../collect-garbage.js';
import { createMemoryTracker, type MemoryTracker, standingAtMs } from '../lifecycle/memory-tracker.js';
import { createRandom } from '../lifecycle/random.js';
import { readingOf, subjectOf } from '../lifecycle/watched-job.js';
import { compare, median, type Row } from '../row.js';

const listener: JobListener = { event: () => {}, end: () => {} };
/** A job that a search found is read after 1.1 s, and then not for more than another second. */
const dueWithinMs = 1_200;
/** By then the budget of polling has earned again what a tick spends: a list for each 50 jobs, at one call a second. */
const budgetFillsMs = 4_000;
/** After so many rounds the idle jobs would soon be due themselves. */
const mostRounds = 12;

/** What it costs to read the jobs that are due, while few and while very many others have nothing due. */
export async function tickCost({
  rounds,
  due,
  fewIdle,
  manyIdle,
}: {
  readonly rounds: number;
  readonly due: number;
  readonly fewIdle: number;
  readonly manyIdle: number;
}): Promise<readonly Row[]> {
  const takenUs = { few: [] as number[], many: [] as number[] };
  for (let begun = 0; begun < rounds; begun += mostRounds) {
    const few = await withIdle(fewIdle, due);
    const many = await withIdle(manyIdle, due);
    collectGarbage();
    for (let round = begun; round < Math.min(rounds, begun + mostRounds); round += 1) {
      takenUs.few.push(await tickUs(few, due));
      takenUs.many.push(await tickUs(many, due));
    }
    few.tracker.close();
    many.tracker.close();
  }
  return [
    compare(
      {
        name: 'lifecycle',
        metric: `a tick with ${due} jobs due, ${manyIdle} idle`,
        ours: median(takenUs.many),
        peer: median(takenUs.few),
        peerName: `the same with ${fewIdle} idle jobs`,
        unit: 'us',
      },
      { atMost: 1.5 },
    ),
  ];
}

/** Watches so many jobs that Orchestrator asks not to read again as long as can be. The numbers of the due ones come first. */
async function withIdle(idle: number, due: number): Promise<MemoryTracker> {
  const random = createRandom(3);
  // Made beforehand, and later than all that is measured: the tick is to be measured, not the making of its answers.
  const answers = Array.from({ length: due + 1 }, (_, id) => succeed(readingOf(id, standingAtMs + 3_600_000)));
  const memory = createMemoryTracker(
    (id) =>
      answers[id] ??
      fail({ code: 'orchestrator-throttled', detail: 'Later.', retryAfterMs: 100_000 + 20_000 * random() }),
  );
  for (let id = due + 1; id <= due + idle; id += 1) attach(memory, id, 'look-up');
  await memory.clock.advance(0);
  return memory;
}

/** Has jobs fall due, and measures nothing but the time in which they are read. */
async function tickUs(memory: MemoryTracker, due: number): Promise<number> {
  const leaves = Array.from({ length: due }, (_, index) => attach(memory, index + 1, 'search'));
  const readBefore = memory.jobsRead();
  const startedMs = performance.now();
  await memory.clock.advance(dueWithinMs);
  const takenUs = (performance.now() - startedMs) * 1_000;
  const read = memory.jobsRead() - readBefore;
  if (read !== due) throw new Error(`${read} jobs were read, of ${due} that were due`);
  for (const leave of leaves) leave();
  await memory.clock.advance(budgetFillsMs);
  return takenUs;
}

function attach({ clock, tracker }: MemoryTracker, id: number, by: 'look-up' | 'search'): () => void {
  const attached = tracker.attach(subjectOf(id), readingOf(id, clock.nowMs()), listener, by);
  if (!attached.ok) throw new Error(attached.failure.detail);
  return attached.value;
}
