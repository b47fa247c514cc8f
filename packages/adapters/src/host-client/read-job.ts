import {
  type Fault,
  isJsonObject,
  type Job,
  type Json,
  type JsonObject,
  jobFlags,
  parseInstant,
  parseJobState,
} from '@cuelight/core';

/** The members that a job and a move of it have in common. */
export type Ending = Pick<Job, 'output' | 'fault' | 'flags'>;

/** Reads a job as the service shows it; undefined when it is none. What a newer service adds is passed over. */
export function readJob(value: JsonObject): Job | undefined {
  const { jobKey } = value;
  const state = parseJobState(value.state);
  if (typeof jobKey !== 'string' || state === undefined) return undefined;
  const [startedAt, endedAt] = [parseInstant(value.startedAt), parseInstant(value.endedAt)];
  return {
    jobKey: jobKey.toLowerCase(),
    state,
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...readEnding(value),
  };
}

/** Reads what a job ended with. */
export function readEnding({ output, fault, flags }: JsonObject): Ending {
  const readFault = faultIn(fault);
  return {
    ...(isJsonObject(output) && { output }),
    ...(readFault !== undefined && { fault: readFault }),
    ...(Array.isArray(flags) && { flags: jobFlags.filter((flag) => flags.includes(flag)) }),
  };
}

function faultIn(value: Json | undefined): Fault | undefined {
  if (!isJsonObject(value) || typeof value.message !== 'string') return undefined;
  const { message, code } = value;
  return { message, ...(typeof code === 'string' && { code }) };
}
