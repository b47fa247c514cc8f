import { isFinal, type JobState, type Observation, transitions } from '@cuelight/core';
import { instantAt } from './instant-at.js';
import { jobKeyOf } from './job-key-of.js';
import type { Random } from './random.js';

/** What is heard of one job: how it began, then every report in the order in which it arrives. */
export interface ReportedLife {
  readonly start: Observation;
  readonly reports: readonly Observation[];
}

interface Arrival {
  readonly atMs: number;
  readonly observation: Observation;
}

const epochMs = Date.UTC(2026, 10, 23, 9, 0, 0);
const usualMove = 0.8;
const lost = 0.05;
const doubled = 0.1;
const late = 0.15;
const readEveryMs = 10_000;

/**
 * The life of a job by the table, mostly along the first row of each state, from Pending to its end; and its reports:
 * webhooks of which some are lost, doubled or late, reads on the way, and one of the end.
 */
export function reportedLife(number: number, random: Random): ReportedLife {
  const jobKey = jobKeyOf(number);
  const arrivals: Arrival[] = [];
  let state: JobState = 'Pending';
  let atMs = epochMs + number * 10;
  let run: Pick<Observation, 'startedAt'> = {};
  const start: Observation = { jobKey, state, asOf: instantAt(atMs), source: 'start' };

  const read = (readAtMs: number, ended: Pick<Observation, 'endedAt' | 'fault'> = {}) => {
    const asOf = instantAt(Math.floor(readAtMs / 1_000) * 1_000);
    const observation: Observation = { jobKey, state, asOf, source: 'read', ...run, ...ended };
    arrivals.push({ atMs: readAtMs + 30, observation });
  };

  for (let move = 0; !isFinal(state); move += 1) {
    const leavesAtMs = atMs + 1_000 + Math.floor(random() * 30_000);
    for (let readAtMs = atMs + 1_100; readAtMs < leavesAtMs; readAtMs += readEveryMs) read(readAtMs);
    atMs = leavesAtMs;
    state = nextState(state, random);
    const asOf = instantAt(atMs);
    if (state === 'Running') run = { startedAt: run.startedAt ?? asOf };
    const fault = { message: `Cannot open the invoice ${number}.` };
    const ended = isFinal(state) ? { endedAt: asOf, ...(state === 'Faulted' && { fault }) } : {};
    const eventId = String(307_348_657 + number * 100 + move);
    const observation: Observation = { jobKey, state, asOf, source: 'webhook', eventId, ...run, ...ended };
    const heardAtMs = atMs + (random() < late ? 45_000 * random() : 50);
    if (random() >= lost) arrivals.push({ atMs: heardAtMs, observation });
    if (random() < doubled) arrivals.push({ atMs: heardAtMs + 10_000 * random(), observation: { ...observation } });
    if (isFinal(state)) read(atMs + 1_200, ended);
  }
  return { start, reports: arrivals.sort((a, b) => a.atMs - b.atMs).map(({ observation }) => observation) };
}

function nextState(from: JobState, random: Random): JobState {
  const moves = transitions.filter((move) => move.from === from);
  const move = moves[random() < usualMove ? 0 : Math.floor(random() * moves.length)];
  if (move === undefined) throw new Error(`the table has no way on from ${from}`);
  return move.to;
}
