import type { Caller } from '../app/app.js';
import { accessOf, credentialBinding } from '../connection/access.js';
import type { Connection } from '../connection/connection.js';
import type { ConnectionHealth } from '../connection/connection-health.js';
import type { Credential } from '../credential/credential.js';
import { credentialToText } from '../credential/credential-text.js';
import { diagnose, type Finding } from '../diagnosis/diagnose.js';
import type { CheckId, Diagnosis } from '../diagnosis/diagnosis.js';
import type { Failure } from '../failure/failure.js';
import type { CertificateAuthorities } from '../ports/certificate-authorities.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { Randomness } from '../ports/randomness.js';
import type { SecretStore } from '../ports/secret-store.js';
import { fail, type Result, succeed } from '../result.js';
import { type AskedTarget, acceptTarget } from './accept-target.js';
import { checkFailed } from './check-failed.js';
import type { CheckTarget } from './check-target.js';
import type { ConnectionView } from './read-connections.js';
import type { RemoveConnection } from './remove-connection.js';
import type { Subscribe } from './subscribe.js';

/** What is needed to make a connection. */
export interface ConnectInput extends AskedTarget {
  readonly name: string;
  readonly credential: Credential;
}

/** A new connection, and what its checks found. */
export interface Connected {
  readonly connection: ConnectionView;
  readonly diagnosis: Diagnosis;
}

/**
 * Makes a connection: checks without side effects, row, secret, subscription, ping, verified. A failure on the way
 * undoes what was done, in reverse.
 *
 * @returns what {@link acceptTarget} refuses; `check-failed` with the diagnosis; `storage-unavailable`,
 *   `secret-unavailable`
 */
export type Connect = (input: ConnectInput, caller: Caller) => Promise<Result<Connected, Failure>>;

/** What making connections needs. */
export interface ConnectPorts {
  readonly connections: ConnectionRepository;
  readonly secrets: SecretStore;
  readonly certificateAuthorities: CertificateAuthorities;
  readonly health: ConnectionHealth;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly checkTarget: CheckTarget;
  readonly subscribe: Subscribe;
  readonly removeConnection: RemoveConnection;
}

/** Makes the use case. */
export function createConnect(ports: ConnectPorts): Connect {
  const { connections, secrets, health, clock, randomness } = ports;

  /** Puts the credential, then the subscription; the row is written before each, so that nothing can be orphaned. */
  const furnish = async (row: Connection, credential: Credential, findings: Map<CheckId, Finding>) => {
    const ref = await secrets.put(credentialBinding(row.id, row.target), credentialToText(credential));
    if (!ref.ok) return ref;
    const known = await connections.replace({ ...row, credential: ref.value });
    if (!known.ok) return known;
    const access = accessOf(known.value, ports);
    if (!access.ok) return access;
    const subscription = await ports.subscribe(access.value, findings);
    if (!subscription.ok) return subscription;
    return connections.replace({ ...known.value, subscription: subscription.value, status: 'verified' });
  };

  return async (input, caller) => {
    const target = await acceptTarget(input, caller, ports);
    if (!target.ok) return target;
    const id = randomness.id();
    const findings = await ports.checkTarget(id, target.value, input.credential);
    const before = diagnose(findings);
    if (before.verdict === 'fail') return fail(checkFailed(before));

    const row: Connection = {
      id,
      name: input.name,
      target: target.value,
      status: 'connecting',
      subscription: { kind: 'polling', why: 'no-public-url' },
      createdAtMs: clock.nowMs(),
      revision: 1,
    };
    const inserted = await connections.insert(row);
    if (!inserted.ok) return inserted;
    health.signal(id, 'connect-asked');
    const made = await furnish(row, input.credential, findings);
    health.signal(id, made.ok ? 'checks-passed' : 'checks-failed');
    if (made.ok) {
      const connection = { ...made.value, state: health.stateOf(made.value) };
      return succeed({ connection, diagnosis: diagnose(findings) });
    }
    await ports.removeConnection(id);
    return made;
  };
}
