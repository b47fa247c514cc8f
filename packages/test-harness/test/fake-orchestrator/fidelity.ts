import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { apiVersions } from '../../src/fake-orchestrator/profile/version-profile.js';

const evidence = z.enum(['product swagger', 'documentation', 'measured', 'assumed']);
const version = z.literal(apiVersions);

const schema = z.strictObject({
  /** What each kind of evidence is. */
  grades: z.record(evidence, z.string()),
  endpoints: z.array(
    z.strictObject({
      /** Method and path. */
      endpoint: z.string(),
      /** How it is known, for each version, that the endpoint is there as it is, or that it is not there. */
      evidence: z.strictObject(Object.fromEntries(apiVersions.map((api) => [String(api), evidence]))),
      absentFrom: z.array(version).default([]),
      /** What the grade does not hold for. */
      note: z.string().optional(),
    }),
  ),
});

/** How faithful the fake is, endpoint by endpoint and version by version. */
export const fidelity = schema.parse(JSON.parse(readFileSync(new URL('../../fidelity.json', import.meta.url), 'utf8')));
