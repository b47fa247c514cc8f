import { isSameTarget } from '../connection/same-target.js';
import type { GivenCredential } from '../credential/credential.js';
import type { OnFinding } from '../diagnosis/diagnose.js';
import type { Failure } from '../failure/failure.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import { fail, type Result, succeed } from '../result.js';
import { changeableConnection } from './changeable-connection.js';
import { changedMeanwhile } from './changed-meanwhile.js';
import type { Connected } from './connect.js';
import type { SwapAccess } from './swap-access.js';

/**
 * Replaces the credential of a connection: the new one is checked first, and used from one moment to the next. Webhook,
 * references and followed jobs stay.
 *
 * @param onFinding told of each check as it is answered
 * @returns `connection-not-found`, `connection-not-usable`; `check-failed` with the diagnosis, and the old credential
 *   stays in use; `changed-meanwhile`; `storage-unavailable`, `secret-*`, `master-key-missing`
 */
export type ReplaceCredential = (
  id: string,
  credential: GivenCredential,
  onFinding?: OnFinding,
) => Promise<Result<Connected, Failure>>;

/** Makes the use case. */
export function createReplaceCredential({
  connections,
  swapAccess,
}: {
  readonly connections: ConnectionRepository;
  readonly swapAccess: SwapAccess;
}): ReplaceCredential {
  return async (id, credential, onFinding) => {
    const found = await changeableConnection(id, connections);
    if (!found.ok) return found;
    const { target } = found.value;
    // It is sent to no other target than the one that it was given for.
    return swapAccess(
      id,
      (now) => (isSameTarget(now.target, target) ? succeed(now) : fail(changedMeanwhile(id))),
      credential,
      onFinding,
    );
  };
}
