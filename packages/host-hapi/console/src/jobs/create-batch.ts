/** So long what comes is gathered before it is shown: a job may tell hundreds of moves within a second. */
const gatherMs = 30;

/** Changes of something that is shown, gathered, so that it is shown anew once for many of them. */
export interface Batch<T> {
  change(next: (last: T) => T): void;
  /** Forgets what was not shown yet. */
  stop(): void;
}

/** @param show takes what many changes are together */
export function createBatch<T>(show: (next: (last: T) => T) => void): Batch<T> {
  let gathered: ((last: T) => T)[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    const changes = gathered;
    gathered = [];
    timer = undefined;
    show((last) => changes.reduce((known, next) => next(known), last));
  };
  return {
    change(next) {
      gathered.push(next);
      timer ??= setTimeout(flush, gatherMs);
    },
    stop() {
      clearTimeout(timer);
      gathered = [];
    },
  };
}
