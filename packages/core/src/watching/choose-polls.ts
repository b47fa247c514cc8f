/** A job that is due to be polled. */
export interface DueJob {
  /** Jobs of one place can be read in one list. */
  readonly place: string;
  /** When it was last read, in milliseconds since 1970. */
  lastReadAtMs: number;
  /** Whether only a read by id will do: a list lacked it. */
  needsReadById: boolean;
}

/** One call to make: the jobs it reads. A single job is read by id, several in a list. */
export type Poll<J extends DueJob> = readonly [J, ...J[]];

/** As many jobs as the largest list holds. */
export const longestList = 50;

/**
 * Which calls to make for the jobs that are due: each by id when the budget allows it, else in lists per place, the
 * least recently read first. What no call is made for stays due.
 *
 * @param calls how many calls may be made
 */
export function choosePolls<J extends DueJob>(due: Iterable<J>, calls: number): readonly Poll<J>[] {
  // Tens of thousands may be due, and need not be put in order for nothing.
  if (calls <= 0) return [];
  const waiting = [...due].sort(
    (a, b) => Number(b.needsReadById) - Number(a.needsReadById) || a.lastReadAtMs - b.lastReadAtMs,
  );
  if (waiting.length <= calls) return waiting.map((job) => [job]);
  const polls: [J, ...J[]][] = [];
  const openLists = new Map<string, [J, ...J[]]>();
  for (const job of waiting) {
    const list = job.needsReadById ? undefined : openLists.get(job.place);
    if (list !== undefined && list.length < longestList) {
      list.push(job);
    } else if (polls.length < calls) {
      const poll: [J, ...J[]] = [job];
      polls.push(poll);
      if (!job.needsReadById) openLists.set(job.place, poll);
    }
  }
  return polls;
}
