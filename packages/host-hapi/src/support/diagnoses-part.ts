import { type Diagnosis, succeed } from '@cuelight/core';
import type { Part } from './part.js';

/** What the checks of a connection found when they were made last. */
export interface LastDiagnosis {
  readonly connectionId: string;
  /** Milliseconds since 1970. */
  readonly checkedAtMs: number;
  readonly diagnosis: Diagnosis;
}

/** The last diagnosis of each connection. */
export function diagnosesPart(lastDiagnoses: () => readonly LastDiagnosis[] = () => []): Part {
  return async () =>
    succeed({
      diagnoses: lastDiagnoses().map(({ connectionId, checkedAtMs, diagnosis: { verdict, rootCause, checks } }) => ({
        connectionId,
        checkedAt: new Date(checkedAtMs).toISOString(),
        verdict,
        ...(rootCause !== undefined && { rootCause }),
        checks: checks.map(({ id, verdict: found, evidence, remedy }) => ({ id, verdict: found, evidence, remedy })),
      })),
    });
}
