import { z } from 'zod';
import { consentModes } from '../consent/consent-desk.js';
import { stoppable } from '../http/robot-ports.js';
import { robotJobStates } from '../jobs/robot-job-state.js';
import { serverFeatures } from '../server-feature.js';

const jsonObject = z.record(z.string(), z.json());

/** Body of `PUT consent`. */
export const consentInput = z.strictObject({ mode: z.enum(consentModes) });

/** Body of `PUT origins`; a list that is absent stays as it is. */
export const originsInput = z.strictObject({
  allowed: z.array(z.string().min(1)).optional(),
  forbidden: z.array(z.string().min(1)).optional(),
});

/** Body of `PUT features`; null for a listener that says nothing of them. */
export const featuresInput = z.strictObject({ features: z.array(z.enum(serverFeatures)).nullable() });

/** Body of `POST jobs/{id}/state`. */
export const robotStateInput = z.strictObject({
  state: z.enum(robotJobStates),
  output: jsonObject.nullable().optional(),
  error: jsonObject.nullable().optional(),
});

/** Body of `POST jobs/{id}/status`. */
export const statusInput = z.strictObject({ text: z.string() });

/** Body of `POST jobs/{id}/event`. */
export const eventInput = z.strictObject({ name: z.string(), payload: z.string() });

/** Body of `POST stop`. */
export const stopInput = z.strictObject({ what: z.enum(stoppable) });

/** Body of `POST start`. */
export const startInput = z.strictObject({ forgetJobs: z.boolean().optional() });
