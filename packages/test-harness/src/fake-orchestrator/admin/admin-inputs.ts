import { z } from 'zod';
import { jobStates } from '../jobs/job-state.js';
import { maintenanceStates } from '../maintenance.js';

const jsonObject = z.record(z.string(), z.json());
const name = z.string().min(1).max(115);

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

/** Body of `POST releases/{key}/folder`. */
export const releaseFolderInput = z.strictObject({ path: z.string().min(1) });

/** Body of `POST folders/{key}`. */
export const folderChangeInput = z.strictObject({
  name: name.regex(/^[^/]+$/, 'must not hold a "/"').optional(),
  connectedRobots: z.int().min(0).max(10_000).optional(),
});

/** Body of `POST users/{tenant}/{username}`. */
export const userChangeInput = z.strictObject({
  active: z.boolean().optional(),
  password: z.string().min(1).optional(),
  permissions: z.array(z.string().min(1)).readonly().optional(),
  locked: z.boolean().optional(),
});

/** Body of `POST maintenance`. */
export const maintenanceInput = z.strictObject({ state: z.enum(maintenanceStates) });

/** Body of `POST jobs`, which starts an attended job. */
export const attendedJobInput = z.strictObject({
  releaseKey: z.guid(),
  input: jsonObject.optional(),
  username: z.string().min(1).optional(),
});
