import { describe, expect, it } from 'vitest';
import {
  type ConnectionState,
  connectionMoves,
  connectionSignals,
  connectionStates,
  stepConnection,
} from '../../src/index.js';

const cells = [null, ...connectionStates].flatMap((from) => connectionSignals.map((signal) => ({ from, signal })));
const live: readonly ConnectionState[] = ['verified', 'degraded', 'unauthorized', 'unreachable'];

/** Every legal move, written a second time by hand. Whatever is not here stays. */
const expected: Readonly<Record<string, ConnectionState>> = {
  'null connect-asked': 'connecting',
  'connecting checks-passed': 'verified',
  'connecting checks-failed': 'retired',
  'verified credential-refused': 'unauthorized',
  'degraded credential-refused': 'unauthorized',
  'unreachable credential-refused': 'unauthorized',
  'verified not-reached': 'unreachable',
  'degraded not-reached': 'unreachable',
  'unauthorized not-reached': 'unreachable',
  'unauthorized call-answered': 'verified',
  'unreachable call-answered': 'verified',
  'verified events-missing': 'degraded',
  'degraded events-back': 'verified',
  'verified disconnect-asked': 'retired',
  'degraded disconnect-asked': 'retired',
  'unauthorized disconnect-asked': 'retired',
  'unreachable disconnect-asked': 'retired',
};

describe('the lifecycle of a connection', () => {
  it('has each move once, and each of them moves', () => {
    const moves = connectionMoves.map(({ from, signal }) => `${from} ${signal}`);

    expect(moves).toEqual([...new Set(moves)]);
    expect(connectionMoves.filter(({ from, to }) => from === to)).toEqual([]);
  });

  it('says in words what makes each move', () => {
    expect(connectionMoves.filter(({ meaning }) => meaning === '')).toEqual([]);
  });

  it('uses every signal, and reaches every state from the beginning', () => {
    expect(connectionSignals.filter((signal) => !connectionMoves.some((move) => move.signal === signal))).toEqual([]);
    expect(connectionStates.filter((state) => !reachableFrom(null).has(state))).toEqual([]);
  });

  it('ends in no state but retired, and can end there from every other', () => {
    const final = connectionStates.filter((state) => !connectionMoves.some(({ from }) => from === state));

    expect(final).toEqual(['retired']);
    expect(connectionStates.filter((state) => state !== 'retired' && !reachableFrom(state).has('retired'))).toEqual([]);
  });

  it('lets every live state come back to verified', () => {
    expect(live.filter((state) => state !== 'verified' && !reachableFrom(state).has('verified'))).toEqual([]);
  });

  it.each(cells)('goes from $from by $signal where it should', ({ from, signal }) => {
    expect(stepConnection(from, signal)).toBe(expected[`${from} ${signal}`] ?? from);
  });
});

function reachableFrom(start: ConnectionState | null): ReadonlySet<ConnectionState | null> {
  const reached = new Set<ConnectionState | null>([start]);
  // A set is walked through to its end, what is added on the way included.
  for (const state of reached) for (const move of connectionMoves) if (move.from === state) reached.add(move.to);
  return reached;
}
