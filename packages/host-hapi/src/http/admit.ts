import { type AdministerReferences, type Caller, fail, type Result, succeed } from '@cuelight/core';
import type { Refusal } from '../problems/refusal.js';
import type { Route } from '../routes/route.js';
import { idText } from '../shapes/text.js';
import type { Authenticate } from './authenticate.js';

/** What admitting needs. */
export interface AdmitPorts {
  readonly authenticate: Authenticate;
  readonly references: Pick<AdministerReferences, 'findRunnable'>;
}

/**
 * The one place that decides who may call a route, before its body is looked at. Answers the caller, or undefined where
 * none is needed.
 *
 * @returns `key-required`, `not-allowed`; `runs-locally` and `process-not-found` for routes about a process that
 *   Orchestrator runs; `storage-unavailable`, `secret-*`
 */
export async function admit(
  { who, isOpenHere, needsOrchestratorProcess }: Route,
  request: { readonly authorization: unknown; readonly isFromHere: boolean; readonly processId: unknown },
  { authenticate, references }: AdmitPorts,
): Promise<Result<Caller | undefined, Refusal>> {
  if (who === 'anyone' || (isOpenHere === true && request.isFromHere)) return succeed(undefined);
  const caller = await authenticate(request.authorization);
  if (!caller.ok) return caller;
  const { scope } = caller.value;
  if (!who.includes(scope)) {
    return fail({
      code: 'not-allowed',
      detail: `A key of scope ${scope} may not do this; it takes ${who.join(' or ')}.`,
    });
  }
  const processId = needsOrchestratorProcess ? idText.safeParse(request.processId) : undefined;
  // An id that cannot be one is told of with the other faults of the request.
  if (processId?.success !== true) return caller;
  const found = await references.findRunnable(processId.data, caller.value);
  return found.ok ? caller : found;
}
