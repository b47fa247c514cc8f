import type { CancelSignal, Result, RunEvent } from '@cuelight/core';
import { whenCancelled } from '../cancelling/index.js';
import { lostFor } from './lost-for.js';
import { type OpenStream, openStream } from './open-stream.js';
import { type Pauses, pause, pauseMs } from './pauses.js';
import { readStream } from './read-stream.js';
import type { Refused } from './refused.js';
import type { Way } from './way.js';

/** The longest pause before a stream is opened again, in milliseconds. */
const longestPauseMs = 30_000;

/** After a stream that lasted as long, in milliseconds, the pauses are short again. */
const steadyAfterMs = 10_000;

/** As often in a row may a stream be unreadable. */
const mostUnreadable = 3;

/** Which job is followed, and how. */
export interface Following {
  readonly way: Way;
  readonly pauses: Pauses;
  readonly jobKey: string;
  /** The path of its stream of events. */
  readonly path: string;
  readonly signal: CancelSignal | undefined;
  /** The first stream, where it is open already. */
  readonly first?: OpenStream;
}

/** Tells what becomes of a job, over as many connections as it takes, to its end. */
export function followJob(following: Following): AsyncIterableIterator<RunEvent> {
  const leaving = new AbortController();
  const end = () => leaving.abort();
  const stopListening = whenCancelled(following.signal, end);
  leaving.signal.addEventListener('abort', () => following.first?.close());
  if (following.signal?.aborted === true) end();
  const told = tellAll(following, leaving.signal, stopListening);
  return {
    next: () => told.next(),
    return() {
      // A generator would finish reading first.
      end();
      stopListening();
      return told.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* tellAll(
  { way, pauses, jobKey, path, first }: Following,
  leaving: AbortSignal,
  stopListening: () => void,
): AsyncGenerator<RunEvent, undefined> {
  let [tries, unreadable, ready] = [0, 0, first];
  try {
    while (!leaving.aborted) {
      const opened = ready === undefined ? await open(way, path, leaving) : { ok: true as const, value: ready };
      ready = undefined;
      let askedMs: number | undefined;
      if (opened.ok) {
        const openedAtMs = way.clock.nowMs();
        const end = yield* telling(opened.value, jobKey, way, leaving);
        if (end === 'over') return;
        unreadable = end === 'unreadable' ? unreadable + 1 : 0;
        if (unreadable === mostUnreadable) return void (yield { kind: 'lost', jobKey, reason: 'unreadable' });
        if (way.clock.nowMs() - openedAtMs >= steadyAfterMs) tries = 0;
      } else {
        if (leaving.aborted) return;
        const { failure } = opened.failure;
        const reason = lostFor(failure);
        if (reason !== undefined) return void (yield { kind: 'lost', jobKey, reason });
        askedMs = failure.retryAfterMs;
      }
      tries += 1;
      await pause(pauses, pauseMs(pauses, tries, longestPauseMs, askedMs), leaving);
    }
  } finally {
    stopListening();
    first?.close();
  }
}

async function open(way: Way, path: string, leaving: AbortSignal): Promise<Result<OpenStream, Refused>> {
  const ending = new AbortController();
  const forget = whenCancelled(leaving, () => ending.abort());
  try {
    return await openStream(way, path, ending);
  } finally {
    forget();
  }
}

/** Tells one connection to its end, and closes it. */
async function* telling(stream: OpenStream, jobKey: string, { clock }: Way, leaving: AbortSignal) {
  const forget = whenCancelled(leaving, stream.close);
  try {
    const events = readStream(stream.reader, jobKey, clock);
    for (let next = await events.next(); ; next = await events.next()) {
      if (leaving.aborted) return 'broken';
      if (next.done === true) return next.value;
      yield next.value;
    }
  } finally {
    forget();
    stream.close();
  }
}
