import { describe, expect, it } from 'vitest';
import { isFinal, type JobState, jobStates, step, transitions, walk } from '../../src/index.js';

const finalStates = jobStates.filter(isFinal);
const states: readonly (JobState | null)[] = [null, ...jobStates];

describe('the table of legal moves', () => {
  it('has each move once', () => {
    const moves = transitions.map(({ from, to }) => `${from} -> ${to}`);

    expect(moves).toEqual([...new Set(moves)]);
  });

  it('says of each move whether it is documented, inferred or assumed', () => {
    const known = new Set(['documented', 'inferred', 'assumed']);

    expect(transitions.filter(({ evidence }) => !known.has(evidence))).toEqual([]);
  });

  it('names a guide of UiPath for each move that is not assumed, and none for one that is', () => {
    const wrong = transitions.filter(({ evidence, source }) => {
      const isGuide = /^UiPath Orchestrator (API )?guide, "[^"]+"/.test(source);
      return isGuide === (evidence === 'assumed');
    });

    expect(wrong).toEqual([]);
  });

  it('assumes no moves but to an end: what a job does on its way there is known', () => {
    expect(transitions.filter(({ evidence, to }) => evidence === 'assumed' && !isFinal(to))).toEqual([]);
  });

  it('does not say what makes a job take a move that is assumed', () => {
    expect(transitions.filter(({ evidence, trigger }) => (evidence === 'assumed') !== (trigger === 'unknown'))).toEqual(
      [],
    );
  });

  it('lets no job leave a final state', () => {
    expect(transitions.filter(({ from }) => from !== null && isFinal(from))).toEqual([]);
  });

  it('has a direct move from every state that is not final to every final one, so that no step is invented', () => {
    const missing = jobStates
      .filter((from) => !isFinal(from))
      .flatMap((from) => finalStates.map((to) => step(from, to)))
      .filter(({ kind }) => kind !== 'moved');

    expect(missing).toEqual([]);
  });

  it('can reach every state from the beginning', () => {
    expect(jobStates.filter((state) => walk(null, state) === undefined)).toEqual([]);
  });

  it('has the states in the order of Orchestrator’s own numbers', () => {
    expect(Object.fromEntries(jobStates.map((state, number) => [number, state]))).toEqual({
      0: 'Pending',
      1: 'Running',
      2: 'Stopping',
      3: 'Terminating',
      4: 'Faulted',
      5: 'Successful',
      6: 'Stopped',
      7: 'Suspended',
      8: 'Resumed',
    });
  });
});

describe('one step', () => {
  it.each(states.flatMap((from) => jobStates.map((to) => ({ from, to }))))(
    'from $from to $to is as the table says',
    ({ from, to }) => {
      const row = transitions.find((move) => move.from === from && move.to === to);
      const why = from === to ? 'same' : from !== null && isFinal(from) ? 'final' : 'no-direct-move';

      const taken = step(from, to);

      expect(taken).toEqual(row === undefined ? { kind: 'ignored', why } : { kind: 'moved', by: row });
    },
  );
});

describe('a walk', () => {
  it.each(states.flatMap((from) => jobStates.map((to) => ({ from, to }))))(
    'from $from to $to is legal and shortest',
    ({ from, to }) => {
      const path = walk(from, to);

      const expected = shortestLength(from, to);
      expect(path?.length).toBe(expected);
      const taken = path?.map((state, index) => step(index === 0 ? from : (path[index - 1] ?? null), state).kind) ?? [];
      expect(taken.filter((kind) => kind !== 'moved')).toEqual([]);
      if (path !== undefined && path.length > 0) expect(path.at(-1)).toBe(to);
    },
  );

  it('tells the skipped Running of a job that was Pending and is Suspended', () => {
    expect(walk('Pending', 'Suspended')).toEqual(['Running', 'Suspended']);
  });

  it('prefers the rows that come first where two ways are equally short', () => {
    expect(walk(null, 'Successful')).toEqual(['Pending', 'Successful']);
  });

  it('goes round again when a job is suspended a second time', () => {
    expect(walk('Resumed', 'Suspended')).toEqual(['Running', 'Suspended']);
  });
});

/** An independent count: how many times the table must be applied before `to` is among what is reachable. */
function shortestLength(from: JobState | null, to: JobState): number | undefined {
  if (from === to) return 0;
  let reachable = new Set<JobState | null>([from]);
  for (let length = 1; length <= jobStates.length; length += 1) {
    reachable = new Set(transitions.filter((move) => reachable.has(move.from)).map((move) => move.to));
    if (reachable.has(to)) return length;
  }
  return undefined;
}
