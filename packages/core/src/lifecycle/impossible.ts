import { isInstant } from '../time/instant.js';
import { parseJobState } from './job-state.js';
import { longestFaultText, type Observation } from './observation.js';

/** Why a report about a job cannot be one. */
export type Impossible =
  /** It names a state that this version does not know. */
  | 'unknown-state'
  /** It has no time, or one that does not exist or lies before 1970. */
  | 'impossible-time'
  /** It names no job, or another one than it was asked for. */
  | 'foreign-key'
  /** The text of its fault is longer than {@link longestFaultText}. */
  | 'text-too-long';

/** The longest job key: a GUID has 36 characters. */
const longestKey = 64;

/**
 * What makes a report impossible; undefined when it can be one. The type promises more than a host can know of what it
 * passes on, so every field is looked at. An impossible report is counted and ignored: it is never an error, and the
 * job is read all the same.
 */
export function impossibilityOf(observation: Observation): Impossible | undefined {
  const { jobKey, state, asOf, startedAt, endedAt, fault }: Partial<Observation> = observation ?? {};
  if (typeof jobKey !== 'string' || jobKey === '' || jobKey.length > longestKey) return 'foreign-key';
  if (parseJobState(state) === undefined) return 'unknown-state';
  if (![asOf, startedAt ?? asOf, endedAt ?? asOf].every(isInstant)) return 'impossible-time';
  if (fault !== undefined && !isShortText(fault?.message)) return 'text-too-long';
  return undefined;
}

function isShortText(text: unknown): boolean {
  return typeof text === 'string' && text.length <= longestFaultText;
}
