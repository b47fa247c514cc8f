import type { Caller } from '../app/app.js';
import type { Connection, ConnectionTarget } from '../connection/connection.js';
import { isSameTarget } from '../connection/same-target.js';
import type { GivenCredential } from '../credential/credential.js';
import type { OnFinding } from '../diagnosis/diagnose.js';
import type { Failure } from '../failure/failure.js';
import { fail, type Result, succeed } from '../result.js';
import { type AcceptTargetPorts, type AskedTarget, acceptTarget } from './accept-target.js';
import { changeableConnection } from './changeable-connection.js';
import { changedMeanwhile } from './changed-meanwhile.js';
import type { Connected } from './connect.js';
import type { SwapAccess } from './swap-access.js';

/** What is to be changed of a connection; what is absent stays. */
export interface ChangeTargetInput {
  readonly name?: string;
  readonly orchestratorUrl?: string;
  readonly tenant?: string;
  /** `null` for where Orchestrator usually has it. */
  readonly identityUrl?: string | null;
  /** Replaces the trust as a whole: without `caPem` the system's authorities alone are trusted. */
  readonly trust?: { readonly caPem?: string };
  /** The full credential: it is never read back to be sent somewhere else. */
  readonly credential?: GivenCredential;
}

/**
 * Changes where the credential of a connection is sent. All is checked first and changes together, credential included;
 * the webhook goes along.
 *
 * @param onFinding told of each check as it is answered
 * @returns `target-needs-admin`, `credential-required-with-new-target`; `connection-not-found`, `connection-not-usable`;
 *   what {@link acceptTarget} refuses; `check-failed` with the diagnosis, and nothing has changed; `changed-meanwhile`;
 *   `webhook-secret-changing`; `storage-unavailable`, `secret-*`, `master-key-missing`
 */
export type ChangeTarget = (
  id: string,
  input: ChangeTargetInput,
  caller: Caller,
  onFinding?: OnFinding,
) => Promise<Result<Connected, Failure>>;

/** Makes the use case. */
export function createChangeTarget(
  ports: AcceptTargetPorts & {
    readonly swapAccess: SwapAccess;
  },
): ChangeTarget {
  return async (id, input, caller, onFinding) => {
    if (caller.scope !== 'admin') {
      return fail({ code: 'target-needs-admin', detail: 'The target of a connection is changed by an admin.' });
    }
    const { credential } = input;
    if (credential === undefined) {
      const detail = 'The target is to change, but the request has no credential.';
      return fail({ code: 'credential-required-with-new-target', detail });
    }
    const found = await changeableConnection(id, ports.connections);
    if (!found.ok) return found;
    const asked = changed(found.value.target, input);
    const target = await acceptTarget(asked, caller, ports);
    if (!target.ok) return target;
    const planFor = (now: Connection) =>
      // What is to stay may have changed: what was accepted would take that back.
      isSameTarget(changed(now.target, input), asked)
        ? succeed({ name: input.name ?? now.name, target: target.value })
        : fail(changedMeanwhile(id));
    return ports.swapAccess(id, planFor, credential, onFinding);
  };
}

function changed(before: ConnectionTarget, input: ChangeTargetInput): AskedTarget {
  const { orchestratorUrl = before.orchestratorUrl, tenant = before.tenant, trust = before } = input;
  const identityUrl = input.identityUrl === undefined ? before.identityUrl : input.identityUrl;
  return {
    orchestratorUrl,
    tenant,
    ...(identityUrl !== undefined && identityUrl !== null && { identityUrl }),
    ...(trust.caPem !== undefined && { caPem: trust.caPem }),
  };
}
