import { readFileSync } from 'node:fs';
import { z } from 'zod';

const evidence = z.enum(['tested', 'documentation', 'inferred', 'unknown']);

const schema = z.strictObject({
  /** What each kind of evidence is. */
  grades: z.record(evidence, z.string()),
  endpoints: z.array(z.strictObject({ endpoint: z.string(), evidence, note: z.string().optional() })),
  behaviours: z.array(z.strictObject({ behaviour: z.string(), evidence, note: z.string().optional() })),
});

/** How faithful the fake robot is. */
export const robotFidelity = schema.parse(
  JSON.parse(readFileSync(new URL('../../fidelity-robot.json', import.meta.url), 'utf8')),
);
