import {
  type Fault,
  type Instant,
  isFinal,
  isJsonObject,
  type JobReading,
  type JsonObject,
  latestInstant,
  longestFaultText,
  type Observation,
  parseInstant,
  parseJobState,
} from '@cuelight/core';
import { parseJsonText } from '../network/index.js';
import { isGuid } from './is-guid.js';
import { isNestedAtMost } from './is-nested-at-most.js';
import { objectAt, textAt, wholeNumberAt } from './members.js';

/**
 * A job as Orchestrator's API describes it; undefined when the row is none, or its state is not a known one.
 *
 * @param source `start` for a row of the reply to StartJobs: it counts as of the job's creation
 * @param date the reply's `Date`, of which a `read` counts; without it the latest time in the row does
 * @param hasReference whether the version keeps references: a row without one then carries the empty one, and is nobody's
 */
export function readJob(
  row: JsonObject,
  source: 'start' | 'read',
  date: Instant | undefined,
  hasReference: boolean,
): JobReading | undefined {
  const id = wholeNumberAt(row, 'Id');
  const observation = readObservation(row, source, date);
  if (id === undefined || observation === undefined) return undefined;
  const releaseKey = textAt(objectAt(row, 'Release') ?? {}, 'Key');
  const type = row.Type;
  const releaseVersionId = wholeNumberAt(row, 'ReleaseVersionId');
  const output = isFinal(observation.state) ? readOutput(row.OutputArguments) : undefined;
  return {
    observation,
    id,
    ...(releaseKey !== undefined && { releaseKey }),
    ...(hasReference && { reference: textAt(row, 'Reference') ?? '' }),
    type: type === 'Attended' || type === 'Unattended' ? type : 'unknown',
    ...(releaseVersionId !== undefined && { releaseVersionId }),
    ...(output !== undefined && { output }),
  };
}

function readObservation(
  row: JsonObject,
  source: 'start' | 'read',
  date: Instant | undefined,
): Observation | undefined {
  const jobKey = textAt(row, 'Key');
  const state = parseJobState(row.State);
  const createdAt = parseInstant(row.CreationTime);
  const startedAt = parseInstant(row.StartTime);
  const endedAt = parseInstant(row.EndTime);
  const latest = () => latestInstant([createdAt, startedAt, endedAt, parseInstant(row.ResumeTime)]);
  const asOf = source === 'start' ? (createdAt ?? date) : (date ?? latest());
  if (jobKey === undefined || !isGuid(jobKey) || state === undefined || asOf === undefined) return undefined;
  const fault = state === 'Faulted' ? readFault(row) : undefined;
  return {
    jobKey: jobKey.toLowerCase(),
    state,
    asOf,
    source,
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(fault !== undefined && { fault }),
  };
}

function readFault(row: JsonObject): Fault | undefined {
  const message = textAt(row, 'Info');
  const code = textAt(row, 'ErrorCode')?.slice(0, longestFaultCode);
  return message === undefined ? undefined : { message: shortened(message), ...(code !== undefined && { code }) };
}

/** Codes of the product are a few words; what is longer is none. */
const longestFaultCode = 200;

/** An enormous text is cut, and not in the middle of a character: a read is the truth, and must never be refused for it. */
function shortened(text: string): string {
  if (text.length <= longestFaultText) return text;
  const cut = text.slice(0, longestFaultText - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** An output with more levels of objects and arrays is none: it could not be told on as JSON without risk. */
const mostOutputLevels = 100;

/** Outputs are JSON text in the API. Text that is no object is no output: the job's state must be told all the same. */
function readOutput(value: unknown): JsonObject | undefined {
  const output = typeof value === 'string' ? parseJsonText(value) : value;
  return isJsonObject(output) && isNestedAtMost(mostOutputLevels, output) ? output : undefined;
}
