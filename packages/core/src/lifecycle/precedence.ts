import { isFinal, type JobState, jobStates } from './job-state.js';
import type { Observation, ObservationSource } from './observation.js';
import { transitions } from './transitions.js';

const sourceRank: Record<ObservationSource, number> = { read: 2, webhook: 1, start: 0, robotjs: 0 };

/** How far down the table each state first appears as a destination: later states rank higher. */
const rankInTable = Object.fromEntries(
  jobStates.map((state) => [state, transitions.findIndex((move) => move.to === state)]),
) as Record<JobState, number>;

/**
 * The one total order of observations. Positive when `a` takes precedence over `b`, negative when `b` does, 0 only when
 * they say the same. Compared in turn: final over non-final; `asOf`; source (read, then webhook, then start); rank in
 * the table; event id; canonical text.
 */
export function comparePrecedence(a: Observation, b: Observation): number {
  return (
    Number(isFinal(a.state)) - Number(isFinal(b.state)) ||
    compareText(a.asOf, b.asOf) ||
    sourceRank[a.source] - sourceRank[b.source] ||
    rankInTable[a.state] - rankInTable[b.state] ||
    compareText(a.eventId ?? '', b.eventId ?? '') ||
    compareText(canonicalText(a), canonicalText(b))
  );
}

function canonicalText(observation: Observation): string {
  const { jobKey, source, startedAt, endedAt, fault } = observation;
  return JSON.stringify([jobKey, source, startedAt ?? '', endedAt ?? '', fault?.message ?? null, fault?.code ?? null]);
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
