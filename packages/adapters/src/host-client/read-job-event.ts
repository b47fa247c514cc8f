import {
  isJsonObject,
  type JobEvent,
  type JsonObject,
  lostReasons,
  observationSources,
  parseInstant,
  parseJobState,
} from '@cuelight/core';
import type { TextEvent } from './event-text.js';
import { readEnding, readJob } from './read-job.js';

/**
 * Reads what a stream tells of a job.
 *
 * @returns `passed-over` for an event of a kind that this version does not know, undefined when it is malformed or of
 *   another job
 */
export function readJobEvent({ name, data }: TextEvent, jobKey: string): JobEvent | 'passed-over' | undefined {
  if (name !== 'snapshot' && name !== 'lifecycle' && name !== 'lost') return 'passed-over';
  const value = parsed(data);
  if (!isJsonObject(value) || typeof value.jobKey !== 'string' || value.jobKey.toLowerCase() !== jobKey)
    return undefined;
  if (name === 'snapshot') {
    const job = readJob(value);
    return job && { kind: 'snapshot', job };
  }
  if (name === 'lifecycle') return readMove(value, jobKey);
  const reason = lostReasons.find((known) => known === value.reason);
  return reason && { kind: 'lost', jobKey, reason };
}

function readMove(value: JsonObject, jobKey: string): JobEvent | undefined {
  const [from, state, at] = [parseJobState(value.from), parseJobState(value.state), parseInstant(value.at)];
  const via = observationSources.find((known) => known === value.via);
  const { inferred } = value;
  if (state === undefined || via === undefined || typeof inferred !== 'boolean') return undefined;
  if (from === undefined && value.from !== null) return undefined;
  return {
    kind: 'lifecycle',
    move: { jobKey, from: from ?? null, state, ...(at !== undefined && { at }), via, inferred, ...readEnding(value) },
  };
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
