import { type Clock, isFinal, type JobEvent, type JobState, step } from '@cuelight/core';
import { createEventTextReader } from './event-text.js';
import { readJobEvent } from './read-job-event.js';

/** How a stream came to its end. */
export type StreamEnd =
  /** With the last that is to be told of the job. */
  | 'over'
  /** In the middle: it broke, fell silent, or tells a move that does not go on from what was told. */
  | 'broken'
  /** With something that cannot be understood, or is too large. */
  | 'unreadable';

/**
 * A service that is alive says something every 15 s (`keepAliveMs` of the host): after three times that, in milliseconds,
 * the connection is taken for dead.
 */
const longestSilenceMs = 45_000;

/** More characters than an event can have: an output is far below a mebibyte. */
const longestEvent = 16 * 1024 * 1024;

/**
 * Reads what one connection tells of a job: a walk through the table from each snapshot on. Reads on only when it is asked
 * for more, so that whoever does not keep up holds nothing here.
 */
export async function* readStream(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  jobKey: string,
  clock: Clock,
): AsyncGenerator<JobEvent, StreamEnd> {
  const decoder = new TextDecoder();
  const readText = createEventTextReader(longestEvent);
  let at: JobState | undefined;
  for (;;) {
    const bytes = await readPiece(reader, clock);
    if (bytes === undefined) return 'broken';
    const { events, isTooLong } = readText(decoder.decode(bytes, { stream: true }));
    for (const text of events) {
      const event = readJobEvent(text, jobKey);
      if (event === 'passed-over') continue;
      if (event === undefined) return 'unreadable';
      if (event.kind === 'lifecycle') {
        if (event.move.from !== at || at === undefined || step(at, event.move.state).kind !== 'moved') return 'broken';
        at = event.move.state;
      } else if (event.kind === 'snapshot') at = event.job.state;
      // A job of which nothing was told may be lost; one that moves was told before.
      yield event;
      if (event.kind === 'lost' || (at !== undefined && isFinal(at))) return 'over';
    }
    if (isTooLong) return 'unreadable';
  }
}

/** The next bytes; undefined when there are no more, or none in time. */
async function readPiece(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  clock: Clock,
): Promise<Uint8Array | undefined> {
  const cancel = clock.after(longestSilenceMs, () => void reader.cancel().catch(() => {}));
  try {
    const next = await reader.read();
    return next.done ? undefined : next.value;
  } catch {
    return undefined;
  } finally {
    cancel();
  }
}
