import type { Caller } from '../app/app.js';
import type { Failure } from '../failure/failure.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { ProcessReferenceRepository } from '../ports/process-reference-repository.js';
import type { SecretReader } from '../ports/secret-store.js';
import type { ProcessReference } from '../process/process-reference.js';
import { fail, type Result, succeed } from '../result.js';
import { type UsableConnection, usableConnection } from './usable-connection.js';

/** A process reference that the caller may use, with the connection it runs through. */
export interface OwnedProcess extends UsableConnection {
  readonly reference: ProcessReference;
}

/** What looking a reference up needs. */
export interface OwnedProcessPorts {
  readonly processReferences: ProcessReferenceRepository;
  readonly connections: ConnectionRepository;
  readonly secrets: SecretReader;
}

/**
 * Looks up a process reference for a caller. One of a foreign app is answered as if there were none.
 *
 * @returns `process-not-found`, `runs-locally`, `connection-not-usable`, `storage-unavailable`
 */
export async function ownedProcess(
  processId: string,
  caller: Caller,
  ports: OwnedProcessPorts,
): Promise<Result<OwnedProcess, Failure>> {
  const found = await ports.processReferences.find(processId);
  if (!found.ok) return found;
  const reference = found.value;
  const isForeign = caller.scope !== 'admin' && reference?.appId !== caller.appId;
  if (reference === undefined || isForeign) {
    return fail({ code: 'process-not-found', detail: `There is no process reference ${processId}.` });
  }
  if (reference.runOn === 'local-robot') {
    return fail({ code: 'runs-locally', detail: `Process reference ${processId} runs on the user's own computer.` });
  }
  const usable = await usableConnection(reference.connectionId, ports);
  return usable.ok ? succeed({ ...usable.value, reference }) : usable;
}
