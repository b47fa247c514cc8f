import { type Caller, type Failure, fail, type ProcessReferenceRepository, type Result, succeed } from '@cuelight/core';
import type { Refusal } from '../problems/refusal.js';
import type { Route } from '../routes/route.js';
import { idText } from '../shapes/text.js';
import type { Authenticate } from './authenticate.js';

/** What admitting needs. */
export interface AdmitPorts {
  readonly authenticate: Authenticate;
  readonly processReferences: Pick<ProcessReferenceRepository, 'find'>;
}

/**
 * The one place that decides who may call a route, before its body is looked at. Answers the caller, or undefined where
 * none is needed.
 *
 * @returns `key-required`, `not-allowed`; `runs-locally` and `process-not-found` for routes about a process that
 *   Orchestrator runs; `storage-unavailable`, `secret-*`
 */
export async function admit(
  { who, needsOrchestratorProcess }: Route,
  request: { readonly authorization: unknown; readonly processId: unknown },
  { authenticate, processReferences }: AdmitPorts,
): Promise<Result<Caller | undefined, Refusal>> {
  if (who === 'anyone') return succeed(undefined);
  const caller = await authenticate(request.authorization);
  if (!caller.ok) return caller;
  const { scope, appId } = caller.value;
  if (!who.includes(scope)) {
    return fail({
      code: 'not-allowed',
      detail: `A key of scope ${scope} may not do this; it takes ${who.join(' or ')}.`,
    });
  }
  const processId = needsOrchestratorProcess ? idText.safeParse(request.processId) : undefined;
  if (processId?.success !== true) return caller;
  const found = await processReferences.find(processId.data);
  if (!found.ok) return found;
  if (found.value === undefined || (scope !== 'admin' && found.value.appId !== appId)) {
    return fail(processNotFound(processId.data));
  }
  return found.value.runOn === 'local-robot' ? fail(runsLocally(processId.data)) : caller;
}

function processNotFound(processId: string): Failure {
  return { code: 'process-not-found', detail: `There is no process reference ${processId}.` };
}

function runsLocally(processId: string): Failure {
  return { code: 'runs-locally', detail: `Process reference ${processId} runs on the user's own computer.` };
}
