import { type AdministerReferences, type Caller, fail, type Result, succeed } from '@cuelight/core';
import type { Refusal } from '../problems/refusal.js';
import type { Route } from '../routes/route.js';
import { originNotOwn } from '../session/create-sign-in.js';
import type { IsOwnOrigin } from '../session/own-origin.js';
import { idText } from '../shapes/text.js';
import type { Identified } from './authenticate.js';

/** What admitting needs. */
export interface AdmitPorts {
  readonly isOwnOrigin: IsOwnOrigin;
  readonly references: Pick<AdministerReferences, 'findRunnable'>;
}

/**
 * The one place that decides who may call a route that needs a key, before its body is looked at.
 *
 * @returns `origin-not-own`, `not-allowed`; `runs-locally` and `process-not-found` for routes about a process that
 *   Orchestrator runs; `storage-unavailable`
 */
export async function admit(
  { method, who, needsOrchestratorProcess }: Route,
  { caller, session }: Identified,
  request: { readonly headers: Readonly<Record<string, unknown>>; readonly processId: unknown },
  { isOwnOrigin, references }: AdmitPorts,
): Promise<Result<Caller, Refusal>> {
  // A browser sends the cookie of its own accord, also for a page that only shares the site.
  if (session !== undefined && method !== 'GET' && !isOwnOrigin(request.headers)) return fail(originNotOwn);
  if (!who.includes(caller.token === undefined ? caller.scope : 'token')) {
    const whose = caller.token === undefined ? `A key of scope ${caller.scope}` : 'A token';
    const takers = who === 'anyone' ? [] : who.filter((each) => each !== 'token');
    return fail({ code: 'not-allowed', detail: `${whose} may not do this; it takes ${takers.join(' or ')}.` });
  }
  const processId = needsOrchestratorProcess ? idText.safeParse(request.processId) : undefined;
  // An id that cannot be one is told of with the other faults of the request.
  if (processId?.success !== true) return succeed(caller);
  const found = await references.findRunnable(processId.data, caller);
  return found.ok ? succeed(caller) : found;
}
