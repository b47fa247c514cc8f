/**
 * A queue with one writer and one reader: what a listener is told, in order. Closing it from the reader's side (leaving
 * the `for await`, or `return()`) runs `onClose`.
 */
export interface EventStream<T> extends AsyncIterableIterator<T> {
  /** Adds an event; after the end it is dropped. Answers false when the reader has fallen too far behind. */
  push(event: T): boolean;
  /** No more events come: the reader gets what is left, then the end. */
  end(): void;
  /** Ends the stream from the reader's side. */
  close(): void;
}

/** A reader this many events behind is not reading: a job's whole life is a handful. */
const longestQueue = 1_000;

/** Makes an open stream. */
export function createEventStream<T>(onClose: () => void): EventStream<T> {
  const queue: T[] = [];
  let waiting: ((result: IteratorResult<T>) => void) | undefined;
  let ended = false;
  let closed = false;

  const finish = () => {
    ended = true;
    waiting?.({ done: true, value: undefined });
    waiting = undefined;
  };

  const stream: EventStream<T> = {
    push(event) {
      if (ended) return true;
      if (waiting !== undefined) {
        waiting({ done: false, value: event });
        waiting = undefined;
        return true;
      }
      if (queue.length >= longestQueue) return false;
      queue.push(event);
      return true;
    },
    end: finish,
    close() {
      if (closed) return;
      closed = true;
      queue.length = 0;
      finish();
      onClose();
    },
    next() {
      const event = queue.shift();
      if (event !== undefined) return Promise.resolve({ done: false, value: event });
      if (ended) return Promise.resolve({ done: true, value: undefined });
      return new Promise((resolve) => {
        waiting = resolve;
      });
    },
    return() {
      stream.close();
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}
