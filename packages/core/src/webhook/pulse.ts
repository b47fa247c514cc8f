import type { JobState } from '../lifecycle/job-state.js';

/**
 * What is known of the webhook of a connection, from what came and from what did not. A value: everything that happens
 * gives a new one.
 */
export interface Pulse {
  /** Whether Orchestrator has proved that it reaches us, by a ping or by any other delivery. */
  readonly isProven: boolean;
  /** When the last verified delivery came, in milliseconds since 1970. */
  readonly heardAtMs: number | undefined;
  /** How many moves in a row were learnt by reading, without any delivery since the first of them. */
  readonly missed: number;
  /** When the first of those was learnt. */
  readonly missingSinceMs: number | undefined;
  /** Whether this is a blackout: events are expected, and none come. */
  readonly isBlackout: boolean;
}

/**
 * The states that every version of Orchestrator tells of by a webhook. Of Stopping, Terminating and Resumed only the
 * newest do. Source: UiPath Orchestrator guide, "Types of events"; the API description of API 20.
 */
const toldByWebhook: readonly JobState[] = ['Running', 'Suspended', 'Successful', 'Faulted', 'Stopped'];

/** Whether a webhook tells of a job that comes into this state. */
export function isToldByWebhook(state: JobState): boolean {
  return toldByWebhook.includes(state);
}

/** Webhooks count as alive this long after the last delivery. */
const aliveMs = 300_000;
/** So many missed events in a row are a blackout once the first of them is this late: several are often learnt in one read. */
const missedInBlackout = 3;
const lateMs = 10_000;
/** A single missed event is one after this time without any delivery: the first retry comes after 0 s, the next after 45 s. */
const blackoutAfterMs = 60_000;

/** The pulse of a webhook of which nothing is known but whether its ping has come back. */
export function newPulse(isProven: boolean): Pulse {
  return { isProven, heardAtMs: undefined, missed: 0, missingSinceMs: undefined, isBlackout: false };
}

/** A verified delivery came. */
export function pulseHeard(nowMs: number): Pulse {
  return { isProven: true, heardAtMs: nowMs, missed: 0, missingSinceMs: undefined, isBlackout: false };
}

/** A move that a webhook should have told was learnt by reading. */
export function pulseMissed(pulse: Pulse, nowMs: number): Pulse {
  if (!pulse.isProven) return pulse;
  return pulseLookedAt({ ...pulse, missed: pulse.missed + 1, missingSinceMs: pulse.missingSinceMs ?? nowMs }, nowMs);
}

/** Time passed: whether a missed event has become a blackout. */
export function pulseLookedAt(pulse: Pulse, nowMs: number): Pulse {
  const { missed, missingSinceMs } = pulse;
  if (pulse.isBlackout || missingSinceMs === undefined) return pulse;
  const missingMs = nowMs - missingSinceMs;
  const isBlackout = missingMs >= (missed >= missedInBlackout ? lateMs : blackoutAfterMs);
  return isBlackout ? { ...pulse, isBlackout } : pulse;
}

/** Whether webhooks prove alive, so that reading is only the safety net. */
export function isAlive({ heardAtMs, isBlackout }: Pulse, nowMs: number): boolean {
  return !isBlackout && heardAtMs !== undefined && nowMs - heardAtMs < aliveMs;
}
