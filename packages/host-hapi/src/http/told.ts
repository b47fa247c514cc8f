import type { EventStream } from '@cuelight/core';
import type { Answer, ToldEvent } from './answer.js';

/** Answers with a stream of events, each told as `tell` says. */
export function told<T>(stream: EventStream<T>, tell: (event: T) => ToldEvent): Answer {
  return {
    kind: 'events',
    events: {
      async next() {
        const next = await stream.next();
        return next.done === true ? next : { done: false, value: tell(next.value) };
      },
      close: () => stream.close(),
    },
  };
}
