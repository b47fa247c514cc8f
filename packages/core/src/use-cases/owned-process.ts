import type { Caller } from '../app/app.js';
import type { Failure } from '../failure/failure.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { ProcessReferenceRepository } from '../ports/process-reference-repository.js';
import type { SecretReader } from '../ports/secret-store.js';
import type { ProcessReference } from '../process/process-reference.js';
import { type Result, succeed } from '../result.js';
import { ownReference } from './own-reference.js';
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
 * Looks up a process reference for a caller, with the connection it runs through.
 *
 * @returns `process-not-found`, `runs-locally`, `connection-not-usable`, `storage-unavailable`
 */
export async function ownedProcess(
  processId: string,
  caller: Caller,
  ports: OwnedProcessPorts,
): Promise<Result<OwnedProcess, Failure>> {
  const reference = await ownReference(processId, caller, ports.processReferences);
  if (!reference.ok) return reference;
  const usable = await usableConnection(reference.value.connectionId, ports);
  return usable.ok ? succeed({ ...usable.value, reference: reference.value }) : usable;
}
