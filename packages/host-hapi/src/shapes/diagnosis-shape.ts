import {
  type Check,
  type Checked,
  type Diagnosis,
  foundCheck,
  type OnFinding,
  questions,
  symptoms,
} from '@cuelight/core';
import { z } from 'zod';
import type { Tell } from '../routes/route.js';
import { showTime } from './text.js';

const checkId = z.enum(questions.map(({ id }) => id));

const checkShape = z.strictObject({
  id: checkId,
  question: z.string(),
  verdict: z.enum(['pass', 'fail', 'warn', 'skipped']),
  evidence: z.string(),
  remedy: z.string(),
  dependsOn: z.array(checkId),
  cause: z.string().exactOptional().describe('With fail and warn: which of the things that can be wrong it is'),
  who: z.string().exactOptional().describe('Who can do something about it'),
});

/** A diagnosis, as it is shown. */
export const diagnosisShape = z.strictObject({
  verdict: z.enum(['pass', 'warn', 'fail']),
  rootCause: checkId.exactOptional(),
  checks: z.array(checkShape),
});

/** Shows a diagnosis. */
export function showDiagnosis(diagnosis: Diagnosis): z.infer<typeof diagnosisShape> {
  return { ...diagnosis, checks: diagnosis.checks.map(showCheck) };
}

function showCheck(check: Check): z.infer<typeof checkShape> {
  return { ...check, dependsOn: [...check.dependsOn] };
}

/** What routes tell that make a diagnosis: each check as it is answered. */
export const tellsChecks = { check: checkShape } as const;

/** Tells each check to whoever wants to hear of it. */
export function tellingChecks(tell: Tell | undefined): OnFinding | undefined {
  return tell && ((found) => tell({ name: 'check', data: showCheck(foundCheck(found)) }));
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
