import { type CancelSignal, type Failure, fail, type Result } from '@cuelight/core';
import { whenCancelled } from '../cancelling/index.js';
import { cancelled } from './failure-of.js';
import type { LocalJob } from './local-job.js';

/** As many keys are remembered. */
const mostKeys = 1_000;

/** A start under way, of which nobody knows who waits for it. */
export interface Starting {
  /** Given when nobody wants the job any more. */
  readonly signal: AbortSignal;
  /** The robot has been asked: from now on a job may run. */
  asked(): void;
  /** The robot has begun the job, however late. */
  begun(job: LocalJob): void;
}

/** Carries out a start. */
type Starter = (starting: Starting) => Promise<Result<LocalJob, Failure>>;

/** Starts, each of which happens once for its key. */
export interface SharedStarts {
  /**
   * Starts, or takes part in the start under the same key. Fails with what the start fails with, `idempotency-key-reused`,
   * `call-cancelled`.
   */
  start(
    key: string | undefined,
    mark: string,
    signal: CancelSignal | undefined,
    start: Starter,
  ): Promise<Result<LocalJob, Failure>>;
}

interface Shared {
  readonly mark: string;
  readonly leaving: AbortController;
  waiting: number;
  wasAsked: boolean;
  result: Promise<Result<LocalJob, Failure>>;
}

/** Remembers starts for as long as the page lives. */
export function createSharedStarts(): SharedStarts {
  const byKey = new Map<string, Shared>();

  function begin(mark: string, start: Starter, forget: () => void): Shared {
    const shared: Shared = { mark, leaving: new AbortController(), waiting: 0, wasAsked: false, result: never };
    shared.result = start({
      signal: shared.leaving.signal,
      asked() {
        shared.wasAsked = true;
      },
      begun(job) {
        shared.result = Promise.resolve({ ok: true, value: job });
      },
    });
    shared.result.then((result) => {
      // Where a job may run, whoever comes again must not start another.
      if (!result.ok && result.failure.mayHaveHappened !== true) forget();
    }, forget);
    return shared;
  }

  return {
    async start(key, mark, signal, start) {
      let shared = key === undefined ? undefined : byKey.get(key);
      if (shared !== undefined && shared.mark !== mark) return fail(keyReused);
      if (shared === undefined) {
        const forget = () => {
          if (key !== undefined) byKey.delete(key);
        };
        shared = begin(mark, start, forget);
        if (key !== undefined) byKey.set(key, shared);
        const [oldest] = byKey.keys();
        if (byKey.size > mostKeys && oldest !== undefined) byKey.delete(oldest);
      }
      return waitFor(shared, signal);
    },
  };
}

function waitFor(shared: Shared, signal: CancelSignal | undefined): Promise<Result<LocalJob, Failure>> {
  shared.waiting += 1;
  return new Promise((resolve, reject) => {
    const forget = whenCancelled(signal, () => {
      shared.waiting -= 1;
      if (shared.waiting === 0) shared.leaving.abort();
      resolve(fail({ ...cancelled, ...(shared.wasAsked && { mayHaveHappened: true }) }));
    });
    shared.result.then(resolve, reject).finally(forget);
  });
}

const never = new Promise<never>(() => {});

const keyReused: Failure = {
  code: 'idempotency-key-reused',
  detail: 'This page used the same key before, for another input.',
};
