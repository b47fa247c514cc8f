import { type Diagnosis, questions } from '@cuelight/core';
import { z } from 'zod';

const checkId = z.enum(questions.map(({ id }) => id));

/** A diagnosis, as it is shown. */
export const diagnosisShape = z.strictObject({
  verdict: z.enum(['pass', 'warn', 'fail']),
  rootCause: checkId.exactOptional(),
  checks: z.array(
    z.strictObject({
      id: checkId,
      question: z.string(),
      verdict: z.enum(['pass', 'fail', 'warn', 'skipped']),
      evidence: z.string(),
      remedy: z.string(),
      dependsOn: z.array(checkId),
    }),
  ),
});

/** Shows a diagnosis. */
export function showDiagnosis(diagnosis: Diagnosis): z.infer<typeof diagnosisShape> {
  return {
    ...diagnosis,
    checks: diagnosis.checks.map((check) => ({ ...check, dependsOn: [...check.dependsOn] })),
  };
}
