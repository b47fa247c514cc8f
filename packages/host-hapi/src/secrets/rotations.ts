import { systemClock } from '@cuelight/adapters/system';
import {
  type Clock,
  type Failure,
  fail,
  type MasterKeyUse,
  type RecordChange,
  type Result,
  type RotationReport,
  succeed,
} from '@cuelight/core';
import { noMasterKeys, type RotatingStorage, rotateRecorded } from './rotate-recorded.js';

/** A rotation of the master key that this service has begun. */
export interface Rotation {
  /** The key that encrypts since it began. */
  readonly to: string;
  readonly state: 'running' | 'done' | 'failed';
  /** How many secrets that key opens, of how many. */
  readonly done: number;
  readonly total: number;
  readonly beganAtMs: number;
  readonly endedAtMs?: number;
  /** Why it has failed; a fault of Cuelight's own has no code. */
  readonly failure?: Failure | 'fault';
}

/** The rotations of a running service, one at a time. */
export interface Rotations {
  /**
   * Begins one; it goes on by itself. Failures: those of the use case until the key encrypts, `rotation-under-way`,
   * `cut-short` once the service ends.
   *
   * @param record records it as of whoever asked
   */
  begin(to: string, record: RecordChange): Promise<Result<void, Failure>>;
  /** The present one, or the last since the service has started. @param inUse what the keys open now */
  last(inUse: readonly MasterKeyUse[]): Rotation | undefined;
  /** Ends the present one after the row it is at, and begins no other. */
  stop(): Promise<void>;
}

/** A rotation without the counts while it runs, and afterwards where they could not be read at its end. */
type NotedRotation = Omit<Rotation, Count> & Partial<Pick<Rotation, Count>>;

type Count = 'done' | 'total';

/** Makes them. @param onFault told of a bug that has ended one */
export function createRotations(
  storage: RotatingStorage,
  onFault: (error: unknown) => void,
  clock: Clock = systemClock,
): Rotations {
  let last: NotedRotation | undefined;
  let underWay: Promise<void> | undefined;
  let isStopping = false;

  const ended = async (begun: NotedRotation, outcome: Pick<Rotation, 'state' | 'failure'>) => {
    const inUse = await storage.secretBackends.masterKeys?.inUse();
    const counts = inUse?.ok === true ? countsOf(begun.to, inUse.value) : {};
    last = { ...begun, ...counts, ...outcome, endedAtMs: clock.nowMs() };
  };

  const run = async (to: string, record: RecordChange, answer: (begun: Result<void, Failure>) => void) => {
    let begun: NotedRotation | undefined;
    try {
      const rotated = await rotateRecorded(storage, to, record, {
        clock,
        isCutShort: () => isStopping,
        onBegun() {
          begun = { to, state: 'running', beganAtMs: clock.nowMs() };
          last = begun;
          answer(succeed(undefined));
        },
      });
      if (begun !== undefined) await ended(begun, outcomeOf(rotated));
      if (!rotated.ok) answer(rotated);
    } catch (error) {
      // Whoever asked is told then, and nobody else needs to be.
      if (begun === undefined) throw error;
      onFault(error);
      await ended(begun, { state: 'failed', failure: 'fault' });
    }
  };

  return {
    async begin(to, record) {
      if (storage.secretBackends.masterKeys === undefined) return fail(noMasterKeys);
      if (isStopping) return fail({ code: 'cut-short', detail: 'The service is ending.' });
      if (underWay !== undefined) return fail(isUnderWay);
      return new Promise((answer, reject) => {
        const running = run(to, record, answer).catch(reject);
        underWay = running.finally(() => {
          underWay = undefined;
        });
      });
    },
    last: (inUse) => last && { ...countsOf(last.to, inUse), ...last },
    async stop() {
      isStopping = true;
      await underWay;
    },
  };
}

const isUnderWay: Failure = { code: 'rotation-under-way', detail: 'A rotation is under way.' };

function countsOf(to: string, inUse: readonly MasterKeyUse[]): Pick<Rotation, Count> {
  const done = inUse.find(({ keyId }) => keyId === to)?.secrets ?? 0;
  return { done, total: inUse.reduce((sum, { secrets }) => sum + secrets, 0) };
}

function outcomeOf(rotated: Result<RotationReport, Failure>): Pick<Rotation, 'state' | 'failure'> {
  if (!rotated.ok) return { state: 'failed', failure: rotated.failure };
  const { failed, failures: first, stillNeeded } = rotated.value;
  if (failed === 0 && stillNeeded.length === 0) return { state: 'done' };
  const detail = [
    ...stillNeeded.map(({ keyId, secrets }) => `Still in need of the master key ${keyId}: ${secrets}.`),
    ...first
      .slice(0, 1)
      .map(({ owner, failure }) => `Rows that failed: ${failed}, such as ${owner}: ${failure.detail}`),
  ].join(' ');
  return { state: 'failed', failure: { code: 'master-key-still-needed', detail } };
}
