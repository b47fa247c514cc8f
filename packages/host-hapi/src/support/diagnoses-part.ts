import { type Checked, succeed } from '@cuelight/core';
import type { Part } from './part.js';

/** What the checks of each connection, and of processes on it, found when they were made last. */
export function diagnosesPart(diagnoses: () => Promise<readonly Checked[]> = async () => []): Part {
  return async () =>
    succeed({
      diagnoses: (await diagnoses()).map(({ connectionId, processId, symptom, checkedAtMs, diagnosis }) => ({
        connectionId,
        ...(processId !== undefined && { processId }),
        ...(symptom !== undefined && { symptom }),
        checkedAt: new Date(checkedAtMs).toISOString(),
        verdict: diagnosis.verdict,
        ...(diagnosis.rootCause !== undefined && { rootCause: diagnosis.rootCause }),
        checks: diagnosis.checks.map(({ id, verdict, cause, evidence, remedy }) => ({
          ...{ id, verdict, ...(cause !== undefined && { cause }), evidence, remedy },
        })),
      })),
    });
}
