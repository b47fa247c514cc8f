import {
  type Failure,
  fail,
  isFinal,
  type Job,
  type JobState,
  type JsonObject,
  type ProcessRunner,
  type Result,
  type Run,
  type RunEvent,
  type RunOptions,
  succeed,
  walk,
} from '@cuelight/core';
import type { StagedRunner } from '../../src/contracts/staged-runner.js';

/** A staged runner with the insides that a mutant breaks. */
export interface HonestRunner extends StagedRunner {
  readonly kept: Map<string, KeptJob>;
}

interface KeptJob {
  job: Job;
  readonly input: JsonObject;
  readonly key: string | undefined;
  readonly followers: Set<Follower>;
}

interface Follower {
  at: JobState;
  tell(event: RunEvent): void;
  end(): void;
}

/** A runner in memory that keeps what its port promises. */
export function honestRunner(): HonestRunner {
  const kept = new Map<string, KeptJob>();
  const processId = 'a-process';

  const keptOf = (process: string, jobKey: string): Result<KeptJob, Failure> => {
    if (process !== processId) return fail({ code: 'process-not-found', detail: 'No such process.' });
    const found = kept.get(jobKey);
    return found === undefined ? fail({ code: 'job-not-found', detail: 'No such job.' }) : succeed(found);
  };
  const moveTo = (kept: KeptJob, job: Job) => {
    if (isFinal(kept.job.state)) return;
    kept.job = job;
    for (const follower of kept.followers) {
      for (const state of walk(follower.at, job.state) ?? []) {
        const move = {
          jobKey: job.jobKey,
          from: follower.at,
          state,
          via: 'robotjs',
          inferred: state !== job.state,
        } as const;
        const { output, fault } = job;
        const ending = { ...(output !== undefined && { output }), ...(fault !== undefined && { fault }) };
        follower.at = state;
        follower.tell({ kind: 'lifecycle', move: { ...move, ...(isFinal(state) && ending) } });
      }
      if (isFinal(job.state)) follower.end();
    }
  };

  const runner: ProcessRunner = {
    async start(process, { input = {}, idempotencyKey, signal } = {}) {
      if (process !== processId) return fail({ code: 'process-not-found', detail: 'No such process.' });
      if (signal?.aborted === true) return fail({ code: 'call-cancelled', detail: 'The signal was given.' });
      const before = [...kept.values()].find(({ key }) => key !== undefined && key === idempotencyKey);
      const jobKey = before?.job.jobKey ?? `1c7222dc-416f-4c60-9b17-${String(kept.size + 1).padStart(12, '0')}`;
      if (before === undefined) {
        kept.set(jobKey, { job: { jobKey, state: 'Pending' }, input, key: idempotencyKey, followers: new Set() });
      }
      return runner.follow(process, jobKey, signal === undefined ? {} : { signal });
    },
    async follow(process, jobKey, options = {}) {
      const found = keptOf(process, jobKey);
      return found.ok ? succeed(runOf(found.value, options)) : found;
    },
    async stop(process, jobKey, mode) {
      const found = keptOf(process, jobKey);
      if (!found.ok) return found;
      const { job } = found.value;
      const state = mode === 'soft' ? 'Stopping' : 'Terminating';
      if (job.state === 'Running') moveTo(found.value, { ...job, state });
      return succeed(undefined);
    },
  };

  const keptNow = (jobKey: string) => {
    const found = kept.get(jobKey);
    if (found === undefined) throw new Error(`no job ${jobKey}`);
    return found;
  };

  return {
    kept,
    runner,
    processId,
    unknownProcess: { id: 'nobodys-process', code: 'process-not-found' },
    unknownJobCode: 'job-not-found',
    patienceMs: 100,
    async move(jobKey, { state, output, info }) {
      const fault = info === undefined ? undefined : { message: info };
      const ending = { ...(output !== undefined && { output }), ...(fault !== undefined && { fault }) };
      moveTo(keptNow(jobKey), { jobKey, state, ...ending });
    },
    async obeyStop(jobKey) {
      moveTo(keptNow(jobKey), { jobKey, state: 'Stopped' });
    },
    async lose(jobKey) {
      const { followers } = keptNow(jobKey);
      for (const follower of followers) {
        follower.tell({ kind: 'lost', jobKey, reason: 'gone' });
        follower.end();
      }
      kept.delete(jobKey);
    },
    async interrupt() {
      for (const { job, followers } of kept.values()) {
        for (const follower of followers) {
          follower.at = job.state;
          follower.tell({ kind: 'snapshot', job });
        }
      }
    },
    jobs: async () => [...kept.values()].map(({ job, input }) => ({ jobKey: job.jobKey, state: job.state, input })),
  };
}

function runOf({ job, followers }: KeptJob, { signal }: RunOptions): Run {
  const queue: RunEvent[] = [{ kind: 'snapshot', job }];
  let [hasEnded, wake] = [isFinal(job.state), () => {}];
  const follower: Follower = {
    at: job.state,
    tell(event) {
      queue.push(event);
      wake();
    },
    end() {
      hasEnded = true;
      followers.delete(follower);
      wake();
    },
  };
  const leave = () => {
    queue.length = 0;
    follower.end();
  };
  if (!hasEnded) followers.add(follower);
  signal?.addEventListener('abort', leave);
  return {
    jobKey: job.jobKey,
    events: {
      async next() {
        while (queue.length === 0 && !hasEnded) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        const event = queue.shift();
        return event === undefined ? { done: true, value: undefined } : { done: false, value: event };
      },
      async return() {
        leave();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    },
  };
}
