import type { EventStream, JobEvent } from '@cuelight/core';
import type { Listening } from './lifecycle-system.js';

/** Listens to a stream from now on, and keeps what it tells. */
export function listeningTo(stream: EventStream<JobEvent>): Listening {
  const events: JobEvent[] = [];
  let hasEnded = false;
  void (async () => {
    for await (const event of stream) events.push(event);
    hasEnded = true;
  })();
  return { events, hasEnded: () => hasEnded, leave: () => stream.close() };
}
