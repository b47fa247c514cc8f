import { z } from 'zod';

/** A part of a bundle; `failure` alone in its place when it could not be made. */
const partShape = z.looseObject({
  failure: z.strictObject({ code: z.string(), detail: z.string() }).exactOptional(),
});

/** A support bundle. Its parts are for people to read; docs/support.md says what is in them. */
export const supportBundleShape = z.strictObject({
  format: z.literal('cuelight-support-bundle'),
  formatVersion: z.literal(1),
  madeAt: z.string(),
  madeBy: z.enum(['service', 'command-line']),
  program: partShape.exactOptional(),
  settings: partShape.exactOptional(),
  database: partShape.exactOptional(),
  hosts: partShape.exactOptional(),
  connections: partShape.exactOptional(),
  audit: partShape.exactOptional(),
  failures: partShape.exactOptional(),
  diagnoses: partShape.exactOptional(),
  redaction: z.strictObject({
    secretsLookedFor: z.int(),
    replaced: z.int(),
    meaning: z.string(),
    notKnown: z.array(z.strictObject({ what: z.string(), code: z.string() })),
  }),
});
