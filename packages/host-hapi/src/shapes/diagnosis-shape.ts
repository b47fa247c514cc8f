import { type Checked, type Diagnosis, questions, symptoms } from '@cuelight/core';
import { z } from 'zod';
import { showTime } from './text.js';

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
      cause: z.string().exactOptional().describe('With fail and warn: which of the things that can be wrong it is'),
      who: z.string().exactOptional().describe('Who can do something about it'),
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

/** A diagnosis, and when and of what it was made. */
export const checkedShape = diagnosisShape.extend({
  checkedAt: z.string(),
  symptom: z.enum(symptoms).exactOptional(),
  processId: z.string().exactOptional(),
});

/** Shows a diagnosis with its occasion. */
export function showChecked({ diagnosis, checkedAtMs, symptom, processId }: Checked): z.infer<typeof checkedShape> {
  return {
    ...showDiagnosis(diagnosis),
    checkedAt: showTime(checkedAtMs),
    ...(symptom !== undefined && { symptom }),
    ...(processId !== undefined && { processId }),
  };
}
