import { jobFlags, jobStates, lostReasons, observationSources } from '@cuelight/core';
import { z } from 'zod';
import { jsonObject } from './json-object.js';

const jobState = z.enum(jobStates);

const fault = z.strictObject({ message: z.string(), code: z.string().exactOptional() });
const flags = z.array(z.enum(jobFlags));

/** A job, as it is shown. */
export const jobShape = z.strictObject({
  jobKey: z.string(),
  state: jobState,
  startedAt: z.string().exactOptional(),
  endedAt: z.string().exactOptional(),
  output: jsonObject.exactOptional(),
  fault: fault.exactOptional(),
  flags: flags.exactOptional(),
});

/** A job that was started. */
export const startedJobShape = jobShape.extend({
  repeated: z.boolean(),
  idempotency: z.literal('process').exactOptional(),
  versionChanged: z.strictObject({ from: z.string(), to: z.string() }).exactOptional(),
});

/** One move of a job, the data of a `lifecycle` event. */
export const lifecycleShape = z.strictObject({
  jobKey: z.string(),
  from: jobState.nullable(),
  state: jobState,
  at: z.string().exactOptional(),
  via: z.enum(observationSources),
  inferred: z.boolean(),
  output: jsonObject.exactOptional(),
  fault: fault.exactOptional(),
  flags: flags.exactOptional(),
});

/** The data of a `lost` event. */
export const lostShape = z.strictObject({ jobKey: z.string(), reason: z.enum(lostReasons) });

/** The data of the `snapshot` event of an app. */
export const appSnapshotShape = z.strictObject({ jobs: z.array(jobShape), complete: z.boolean() });
