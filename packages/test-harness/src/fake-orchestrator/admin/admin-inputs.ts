import { z } from 'zod';
import { jobStates } from '../jobs/job-state.js';

const jsonObject = z.record(z.string(), z.json());

/** Body of `POST clock/advance`; at most ten years. */
export const advanceInput = z.strictObject({ ms: z.int().min(0).max(315_360_000_000) });

/** Body of `POST jobs/{key}/state`. */
export const forcedStateInput = z.strictObject({
  state: z.enum(jobStates),
  output: jsonObject.nullable().optional(),
  info: z.string().nullable().optional(),
});

/** Body of `POST releases/{key}/version`. */
export const versionInput = z.strictObject({ version: z.string().min(1).max(50) });

/** Body of `POST jobs`, which starts an attended job. */
export const attendedJobInput = z.strictObject({
  releaseKey: z.guid(),
  input: jsonObject.optional(),
  username: z.string().min(1).optional(),
});
