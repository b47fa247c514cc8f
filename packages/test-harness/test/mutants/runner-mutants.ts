import { type ProcessRunner, type Result, type Run, type RunEvent, succeed } from '@cuelight/core';
import type { StagedRunner } from '../../src/contracts/staged-runner.js';
import type { HonestRunner } from './honest-runner.js';
import type { Mutant } from './mutant.js';

/** Process runners with a fault each. */
export const runnerMutants: readonly Mutant<HonestRunner, StagedRunner>[] = [
  {
    fault: 'loses the output',
    caughtBy: 'starts a job with its arguments, and tells its life to the output',
    break: (honest) => telling(honest, (event) => (event.kind === 'lifecycle' ? without(event, 'output') : event)),
  },
  {
    fault: 'loses the arguments',
    caughtBy: 'starts a job with its arguments, and tells its life to the output',
    break: (honest) => running(honest, { start: (id, options) => honest.runner.start(id, { ...options, input: {} }) }),
  },
  {
    fault: 'tells no snapshot',
    caughtBy: 'begins with where the job stands, of that job alone',
    break: (honest) => telling(honest, (event) => (event.kind === 'snapshot' ? undefined : event)),
  },
  {
    fault: 'loses the fault',
    caughtBy: 'tells why a job faulted',
    break: (honest) => telling(honest, (event) => (event.kind === 'lifecycle' ? without(event, 'fault') : event)),
  },
  {
    fault: 'tells the end twice',
    caughtBy: 'ends with the first final state, and says nothing after it',
    break: (honest) => reading(honest, tellingTheEndTwice),
  },
  {
    fault: 'lets one listener alone follow a job',
    caughtBy: 'follows a job that was started before, as often as it is asked to',
    break: (honest) =>
      running(honest, {
        follow(id, jobKey, options) {
          honest.kept.get(jobKey)?.followers.clear();
          return honest.runner.follow(id, jobKey, options);
        },
      }),
  },
  {
    fault: 'tells the past of a job that has ended',
    caughtBy: 'tells of a job that has ended its end, at once',
    break: (honest) => reading(honest, tellingThePast),
  },
  {
    fault: 'goes on without a snapshot when the way broke',
    caughtBy: 'begins another walk when the way to the job broke, and tells the end once',
    break: (honest) => reading(honest, withoutLaterSnapshots),
  },
  {
    fault: 'does not hear the signal',
    caughtBy: 'ends the following when the signal says so, and not the job',
    break: (honest) => running(honest, { start: (id, options) => honest.runner.start(id, withoutSignal(options)) }),
  },
  {
    fault: 'takes the job away from whoever leaves',
    caughtBy: 'ends the following when the iteration is left, and not the job',
    break: (honest) =>
      following(honest, (run) => ({
        ...run,
        events: {
          ...run.events,
          async return() {
            honest.kept.delete(run.jobKey);
            await run.events.return?.();
            return { done: true, value: undefined };
          },
        },
      })),
  },
  {
    fault: 'starts a job that nobody wants any more',
    caughtBy: 'starts nothing when the signal was given before',
    break: (honest) => running(honest, { start: (id, options) => honest.runner.start(id, withoutSignal(options)) }),
  },
  {
    fault: 'forgets keys',
    caughtBy: 'never starts the same key twice: whoever comes again, or at once, gets the same job',
    break: (honest) => running(honest, { start: (id, options) => honest.runner.start(id, withoutKey(options)) }),
  },
  {
    fault: 'takes the input for the key',
    caughtBy: 'starts as many jobs as it is asked for, without a key or with others',
    break: (honest) =>
      running(honest, {
        start: (id, options) =>
          honest.runner.start(id, { idempotencyKey: JSON.stringify(options?.input ?? {}), ...options }),
      }),
  },
  {
    fault: 'kills where it was asked to stop softly',
    caughtBy: 'stops softly, and tells what became of the job',
    break: (honest) => running(honest, { stop: (id, jobKey) => honest.runner.stop(id, jobKey, 'kill') }),
  },
  {
    fault: 'stops softly where it was asked to kill',
    caughtBy: 'kills, and tells what became of the job',
    break: (honest) => running(honest, { stop: (id, jobKey) => honest.runner.stop(id, jobKey, 'soft') }),
  },
  {
    fault: 'fails to stop what has ended',
    caughtBy: 'takes a stop of a job that has ended as nothing',
    break: (honest) =>
      running(honest, {
        async stop(id, jobKey, mode) {
          if (honest.kept.get(jobKey)?.job.state !== 'Successful') return honest.runner.stop(id, jobKey, mode);
          return { ok: false, failure: { code: 'job-not-found', detail: 'It has ended.' } };
        },
      }),
  },
  {
    fault: 'takes every process for its own',
    caughtBy: 'knows no process that nobody made',
    break: (honest) => running(honest, { start: (_, options) => honest.runner.start(honest.processId, options) }),
  },
  {
    fault: 'stops jobs that it does not know',
    caughtBy: 'knows no job that nobody started',
    break: (honest) =>
      running(honest, {
        async stop(id, jobKey, mode) {
          const stopped = await honest.runner.stop(id, jobKey, mode);
          return !stopped.ok && stopped.failure.code === 'job-not-found' ? succeed(undefined) : stopped;
        },
      }),
  },
  {
    fault: 'ends without a word when a job is lost',
    caughtBy: 'tells once that a job is lost, as the last of it',
    break: (honest) => telling(honest, (event) => (event.kind === 'lost' ? undefined : event)),
  },
];

function running(honest: HonestRunner, fault: Partial<ProcessRunner>): StagedRunner {
  return { ...honest, runner: { ...honest.runner, ...fault } };
}

/** Changes every run. */
function following(honest: HonestRunner, change: (run: Run) => Run): StagedRunner {
  const changed = <F>(result: Result<Run, F>) => (result.ok ? succeed(change(result.value)) : result);
  return running(honest, {
    start: async (...args) => changed(await honest.runner.start(...args)),
    follow: async (...args) => changed(await honest.runner.follow(...args)),
  });
}

function reading(honest: HonestRunner, read: (run: Run) => AsyncIterableIterator<RunEvent>): StagedRunner {
  return following(honest, (run) => {
    const events = read(run);
    const leave = async () => {
      await run.events.return?.();
      return { done: true, value: undefined } as const;
    };
    return {
      ...run,
      events: { next: () => events.next(), return: leave, [Symbol.asyncIterator]: () => events },
    };
  });
}

/** Changes every event, or drops it. */
function telling(honest: HonestRunner, change: (event: RunEvent) => RunEvent | undefined): StagedRunner {
  return reading(honest, async function* ({ events }) {
    for await (const event of events) {
      const changed = change(event);
      if (changed !== undefined) yield changed;
    }
  });
}

async function* tellingTheEndTwice({ events }: Run) {
  let last: RunEvent | undefined;
  for await (const event of events) {
    last = event;
    yield event;
  }
  if (last !== undefined) yield last;
}

async function* tellingThePast({ jobKey, events }: Run): AsyncGenerator<RunEvent> {
  for await (const event of events) {
    if (event.kind === 'snapshot' && event.job.state === 'Successful') {
      yield { kind: 'snapshot', job: { jobKey, state: 'Running' } };
      const move = { jobKey, from: 'Running', state: 'Successful', via: 'robotjs', inferred: false } as const;
      yield { kind: 'lifecycle', move };
    } else yield event;
  }
}

async function* withoutLaterSnapshots({ events }: Run) {
  let isFirst = true;
  let isSilent = false;
  for await (const event of events) {
    if (event.kind === 'snapshot' && !isFirst) isSilent = true;
    else if (!isSilent) yield event;
    isFirst = false;
  }
}

function without(event: RunEvent & { kind: 'lifecycle' }, member: 'output' | 'fault'): RunEvent {
  const { [member]: _, ...move } = event.move;
  return { ...event, move };
}

function withoutSignal<T extends { readonly signal?: unknown }>(options: T | undefined): Omit<T, 'signal'> {
  const { signal: _, ...rest } = options ?? ({} as T);
  return rest;
}

function withoutKey<T extends { readonly idempotencyKey?: unknown }>(
  options: T | undefined,
): Omit<T, 'idempotencyKey'> {
  const { idempotencyKey: _, ...rest } = options ?? ({} as T);
  return rest;
}
