import { type Caller, mayUse } from '../app/app.js';
import type { Failure } from '../failure/failure.js';
import type { ProcessReferenceRepository } from '../ports/process-reference-repository.js';
import type { ProcessReference } from '../process/process-reference.js';
import { fail, type Result, succeed } from '../result.js';

/**
 * Looks up a process reference that a caller may run through Orchestrator. One of a foreign app, and one that the token of
 * the caller does not name, is answered as if there were none.
 *
 * @returns `process-not-found`, `runs-locally`, `storage-unavailable`
 */
export async function ownReference(
  processId: string,
  caller: Caller,
  processReferences: ProcessReferenceRepository,
): Promise<Result<ProcessReference, Failure>> {
  const found = await processReferences.find(processId);
  if (!found.ok) return found;
  const reference = found.value;
  const isForeign = caller.scope !== 'admin' && reference?.appId !== caller.appId;
  if (reference === undefined || isForeign || !mayUse(caller, processId)) {
    return fail({ code: 'process-not-found', detail: `There is no process reference ${processId}.` });
  }
  if (reference.runOn === 'local-robot') {
    return fail({ code: 'runs-locally', detail: `Process reference ${processId} runs on the user's own computer.` });
  }
  return succeed(reference);
}
