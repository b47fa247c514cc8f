import { isInstant } from '../time/instant.js';
import { parseJobState } from './job-state.js';
import { longestFaultText, type Observation, observationSources } from './observation.js';

/** Why a report about a job cannot be one. */
export type Impossible =
  /** It names a state that this version does not know. */
  | 'unknown-state'
  /** It has no time, or one that does not exist or lies before 1970. */
  | 'impossible-time'
  /** It names no job, or another one than it was asked for. */
  | 'foreign-key'
  /** It comes from nowhere that this version knows. */
  | 'unknown-source'
  /** The text of its fault is longer than {@link longestFaultText}, or a code or an id is endless. */
  | 'text-too-long';

/** The longest job key: a GUID has 36 characters. */
const longestKey = 64;
/** The longest event id, and code of a fault; the product allows 50 characters for the former. */
const longestName = 200;

/**
 * What makes a report impossible; undefined when it can be one. The type promises more than a host can know of what it
 * passes on, so every field is looked at. An impossible report is counted and ignored: it is never an error, and the
 * job is read all the same.
 */
export function impossibilityOf(observation: Observation): Impossible | undefined {
  const {
    jobKey,
    state,
    source,
    asOf,
    eventId = '',
    startedAt,
    endedAt,
    fault,
  }: Partial<Observation> = observation ?? {};
  if (typeof jobKey !== 'string' || jobKey === '' || jobKey.length > longestKey) return 'foreign-key';
  if (parseJobState(state) === undefined) return 'unknown-state';
  if (!observationSources.some((known) => known === source)) return 'unknown-source';
  if (![asOf, startedAt ?? asOf, endedAt ?? asOf].every(isInstant)) return 'impossible-time';
  const areShort =
    isShort(eventId, longestName) &&
    (fault === undefined || (isShort(fault?.message, longestFaultText) && isShort(fault?.code ?? '', longestName)));
  return areShort ? undefined : 'text-too-long';
}

function isShort(text: unknown, longest: number): boolean {
  return typeof text === 'string' && text.length <= longest;
}
