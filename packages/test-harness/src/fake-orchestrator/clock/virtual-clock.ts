import { setMaxListeners } from 'node:events';
import { createAgenda } from './agenda.js';
import { formatTicks, ticksOfMs } from './ticks.js';

/**
 * The only clock of the fake: real time plus an offset that `advance` makes larger. Everything that takes time
 * (token expiry, job moves, webhook retries, faults that delay) is measured on it.
 */
export interface VirtualClock {
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** The present instant with seven fractional digits; each call is later than the one before. */
  stamp(): string;
  /** Does something once `delayMs` have passed on this clock, by themselves or by `advance`. */
  after(delayMs: number, run: () => void): void;
  /**
   * Lets `ms` milliseconds pass at once: whatever falls due runs in order, each at its own instant, and `settled` is
   * awaited before the first and after each, so that what one of them causes is seen by the next.
   */
  advance(ms: number, settled: () => Promise<void>): Promise<void>;
  /** Forgets everything that is still to come, for good. */
  stop(): void;
  /** Aborted once the clock has been stopped. */
  readonly stopped: AbortSignal;
}

/** Longest wait that `setTimeout` accepts; a longer one is waited for in parts. */
const longestTimerMs = 2 ** 31 - 1;

/** A virtual clock that shows real time until it is advanced. */
export function createVirtualClock(): VirtualClock {
  const agenda = createAgenda();
  const stopping = new AbortController();
  // Every request that waits listens to it.
  setMaxListeners(0, stopping.signal);
  let offsetMs = 0;
  /** The instant being lived through while appointments run; real time does not flow meanwhile. */
  let pinnedMs: number | undefined;
  let lastTicks = 0n;
  let timer: NodeJS.Timeout | undefined;
  let advancing: Promise<void> = Promise.resolve();

  const nowMs = (): number => pinnedMs ?? Date.now() + offsetMs;

  function wakeForNext(): void {
    clearTimeout(timer);
    const dueMs = agenda.nextDueMs();
    if (dueMs === undefined || pinnedMs !== undefined) return;
    timer = setTimeout(runDue, Math.min(Math.max(dueMs - nowMs(), 0), longestTimerMs)).unref();
  }

  function runDue(): void {
    const untilMs = nowMs();
    for (let next = agenda.takeDue(untilMs); next !== undefined; next = agenda.takeDue(untilMs)) {
      pinnedMs = next.dueMs;
      next.run();
      pinnedMs = undefined;
    }
    wakeForNext();
  }

  async function jump(ms: number, settled: () => Promise<void>): Promise<void> {
    const targetMs = nowMs() + ms;
    pinnedMs = nowMs();
    clearTimeout(timer);
    await settled();
    for (let next = agenda.takeDue(targetMs); next !== undefined; next = agenda.takeDue(targetMs)) {
      pinnedMs = Math.max(pinnedMs, next.dueMs);
      next.run();
      await settled();
    }
    offsetMs = targetMs - Date.now();
    pinnedMs = undefined;
    wakeForNext();
  }

  return {
    nowMs,
    stamp() {
      const ticks = ticksOfMs(nowMs());
      lastTicks = ticks > lastTicks ? ticks : lastTicks + 1n;
      return formatTicks(lastTicks);
    },
    after(delayMs, run) {
      if (stopping.signal.aborted) return;
      agenda.add({ dueMs: nowMs() + delayMs, run });
      wakeForNext();
    },
    advance(ms, settled) {
      advancing = advancing.then(() => jump(ms, settled));
      return advancing;
    },
    stop() {
      agenda.clear();
      clearTimeout(timer);
      stopping.abort();
    },
    stopped: stopping.signal,
  };
}
