/** One call, what it found, and the calls that it made known. */
export type Read<Found> = () => Promise<{ readonly found: readonly Found[]; readonly next: readonly Read<Found>[] }>;

/**
 * Makes calls side by side, at most `concurrency` at a time, and gives what each found in the order in which they are
 * answered. Nothing is called before the first is asked for; whoever takes no further one ends it: calls under way
 * are let go, and no others are made. No more is read ahead than the calls under way find.
 *
 * @param concurrency 1 or more
 */
export async function* readTogether<Found>(
  first: readonly Read<Found>[],
  concurrency: number,
): AsyncGenerator<readonly Found[], void, undefined> {
  const waiting = [...first];
  const underWay = new Map<number, Promise<Answer<Found>>>();
  let started = 0;

  const fill = () => {
    while (underWay.size < concurrency) {
      const read = waiting.shift();
      if (read === undefined) return;
      const number = started;
      started += 1;
      const answer = read().then((what) => ({ ...what, number }));
      // Somebody who takes no further one does not look at it: that must not end the process.
      answer.catch(() => {});
      underWay.set(number, answer);
    }
  };

  for (fill(); underWay.size > 0; fill()) {
    const { found, next, number } = await Promise.race(underWay.values());
    underWay.delete(number);
    waiting.push(...next);
    // Before it is handed over, since whoever takes it may take their time.
    fill();
    yield found;
  }
}

interface Answer<Found> {
  readonly found: readonly Found[];
  readonly next: readonly Read<Found>[];
  readonly number: number;
}
