import { connectionStates } from '@cuelight/core';
import { z } from 'zod';

const failedShape = z.strictObject({ failure: z.strictObject({ code: z.string(), detail: z.string() }) });

/** A part, or why it cannot be asked. */
function orFailure<T extends z.ZodType>(part: T) {
  return z.union([part, failedShape]);
}

const countsShape = z.strictObject({
  connections: z.int(),
  apps: z.int(),
  apiKeys: z.int(),
  processReferences: z.int(),
  auditEntries: z.int(),
});

/** How a service stands, as it is shown. What the host itself does not know of is absent. */
export const systemShape = z.strictObject({
  version: z.string(),
  node: z.string(),
  startedAt: z.string(),
  publicUrl: z.string().exactOptional().describe('Absent when there is none: jobs are followed by reading'),
  events: z.literal('memory').describe('How hosts tell each other of events: this one keeps them to itself'),
  egress: z
    .strictObject({ isDefault: z.boolean(), allow: z.array(z.string()) })
    .exactOptional()
    .describe('What may be called as an Orchestrator'),
  database: orFailure(
    z.strictObject({ kind: z.enum(['sqlite', 'mysql']), schema: z.string(), rows: orFailure(countsShape) }),
  ).exactOptional(),
  secrets: orFailure(
    z.strictObject({
      newIn: z.string(),
      read: z.int().describe('How many secrets of the service itself were read just now'),
    }),
  ).exactOptional(),
  hosts: orFailure(
    z.strictObject({
      alive: z.array(z.strictObject({ name: z.string(), kind: z.enum(['service', 'command']), ageS: z.int() })),
    }),
  ).exactOptional(),
  connections: orFailure(
    z.strictObject({ byState: z.array(z.strictObject({ state: z.enum(connectionStates), count: z.int() })) }),
  ),
  jobs: z.strictObject({ followed: z.int() }),
  failures: orFailure(
    z.strictObject({
      inTheLastHours: z.int(),
      failures: z.array(z.strictObject({ code: z.string(), meaning: z.string(), count: z.int(), lastAt: z.string() })),
    }),
  ),
});

/** How a service stands. */
export type System = z.infer<typeof systemShape>;
