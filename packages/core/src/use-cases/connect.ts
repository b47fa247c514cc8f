import type { Caller } from '../app/app.js';
import { type GivenCredential, secretOf } from '../credential/credential.js';
import type { OnFinding } from '../diagnosis/diagnose.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { Failure } from '../failure/failure.js';
import type { Randomness } from '../ports/randomness.js';
import { fail, type Result } from '../result.js';
import { type AcceptTargetPorts, type AskedTarget, acceptTarget } from './accept-target.js';
import type { MakeConnection } from './make-connection.js';
import type { ConnectionView } from './read-connections.js';

/** What is needed to make a connection. */
export interface ConnectInput extends AskedTarget {
  readonly name: string;
  /** Only an admin may name a variable of the environment in it. */
  readonly credential: GivenCredential;
}

/** A new connection, and what its checks found. */
export interface Connected {
  readonly connection: ConnectionView;
  readonly diagnosis: Diagnosis;
}

/**
 * Makes a connection, all of it or nothing.
 *
 * @param onFinding told of each check as it is answered
 * @returns what {@link acceptTarget} refuses; `environment-needs-admin`; what {@link MakeConnection} answers;
 *   `check-failed` with the diagnosis; `storage-unavailable`, `secret-unavailable`
 */
export type Connect = (
  input: ConnectInput,
  caller: Caller,
  onFinding?: OnFinding,
) => Promise<Result<Connected, Failure>>;

/** What making connections needs. */
export interface ConnectPorts extends AcceptTargetPorts {
  readonly randomness: Randomness;
  readonly makeConnection: MakeConnection;
}

/** Makes the use case. */
export function createConnect(ports: ConnectPorts): Connect {
  return async (input, caller, onFinding) => {
    if ('fromEnv' in secretOf(input.credential) && caller.scope !== 'admin') {
      return fail({ code: 'environment-needs-admin', detail: 'The credential names a variable of the environment.' });
    }
    const target = await acceptTarget(input, caller, ports);
    if (!target.ok) return target;
    const wanted = { id: ports.randomness.id(), name: input.name, target: target.value };
    return ports.makeConnection(wanted, input.credential, { onFinding });
  };
}
