import type { Job, JobState, LifecycleEvent, Run, RunEvent } from '@cuelight/core';

/** Somebody who follows a run, and what was heard. */
export interface Heard {
  readonly events: readonly RunEvent[];
  /** The states told, in order. */
  states(): readonly JobState[];
  jobKeys(): readonly string[];
  /** The job or the move that was told last. */
  last(): Job | LifecycleEvent | undefined;
  /** Waits for an event, of those heard already or still to come; throws when none comes in time. */
  until(what: string, isIt: (event: RunEvent) => boolean): Promise<void>;
  untilState(state: JobState): Promise<void>;
  /** Waits for the end of the iteration. */
  untilOver(): Promise<void>;
  leave(): Promise<void>;
}

/** Follows a run from now on. */
export function hear(run: Run, patienceMs: number): Heard {
  const events: RunEvent[] = [];
  let [isOver, notice] = [false, () => {}];
  let broken: unknown;
  const listening = async () => {
    for await (const event of run.events) {
      events.push(event);
      notice();
    }
  };
  const over = () => {
    isOver = true;
    notice();
  };
  listening().then(over, (error: unknown) => {
    broken = error;
    over();
  });

  const waitFor = async (what: string, isThere: () => boolean) => {
    const giveUpAtMs = performance.now() + patienceMs;
    while (!isThere()) {
      const leftMs = giveUpAtMs - performance.now();
      if (broken !== undefined) throw broken;
      if (leftMs <= 0) throw new Error(`waited in vain for ${what}, after ${states().join(' > ')}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        notice = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const states = () => events.flatMap((event) => stateOf(event) ?? []);

  return {
    events,
    states,
    jobKeys: () => events.map((event) => jobOrMove(event)?.jobKey ?? (event.kind === 'lost' ? event.jobKey : '')),
    last: () => events.map(jobOrMove).findLast((each) => each !== undefined),
    until: (what, isIt) => waitFor(what, () => events.some(isIt)),
    untilState: (state) => waitFor(state, () => states().includes(state)),
    async untilOver() {
      await waitFor('the end of the iteration', () => isOver);
      if (broken !== undefined) throw broken;
    },
    async leave() {
      await run.events.return?.();
    },
  };
}

function jobOrMove(event: RunEvent): Job | LifecycleEvent | undefined {
  if (event.kind === 'lost') return undefined;
  return event.kind === 'snapshot' ? event.job : event.move;
}

function stateOf(event: RunEvent): JobState | undefined {
  return jobOrMove(event)?.state;
}
