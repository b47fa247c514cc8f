import type { Caller } from '../app/app.js';
import { accessOf, credentialBinding } from '../connection/access.js';
import type { Connection, ConnectionTarget } from '../connection/connection.js';
import type { ConnectionHealth } from '../connection/connection-health.js';
import { orchestratorUrlRefusals, originOf, parseOrchestratorUrl } from '../connection/orchestrator-url.js';
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
import type { CheckTarget } from './check-target.js';
import type { ConnectionView } from './read-connections.js';
import type { RemoveConnection } from './remove-connection.js';
import type { Subscribe } from './subscribe.js';

/** What is needed to make a connection. */
export interface ConnectInput {
  readonly name: string;
  readonly orchestratorUrl: string;
  readonly tenant: string;
  readonly credential: Credential;
  /** Certificate authorities to trust for this connection beside the system's, PEM. */
  readonly caPem?: string;
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
 * @returns `orchestrator-url-refused`, `origin-needs-admin`, `not-a-ca-certificate`; `check-failed` with the diagnosis;
 *   `storage-unavailable`, `secret-unavailable`
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
    const access = accessOf(known.value, secrets);
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

/** Whether this caller may connect to this address, before anything is sent to it. */
async function acceptTarget(
  input: ConnectInput,
  caller: Caller,
  { connections, certificateAuthorities }: ConnectPorts,
): Promise<Result<ConnectionTarget, Failure>> {
  const url = parseOrchestratorUrl(input.orchestratorUrl);
  if (!url.ok) {
    return fail({
      code: 'orchestrator-url-refused',
      detail: `The Orchestrator URL ${orchestratorUrlRefusals[url.failure]}.`,
    });
  }
  if (input.caPem !== undefined) {
    const authorities = certificateAuthorities.check(input.caPem);
    if (!authorities.ok) return authorities;
  }
  if (caller.scope !== 'admin') {
    const isKnown = await connections.hasOrigin(originOf(url.value));
    if (!isKnown.ok) return isKnown;
    if (!isKnown.value) {
      return fail({
        code: 'origin-needs-admin',
        detail: `No connection has its Orchestrator at ${originOf(url.value)}.`,
      });
    }
  }
  return succeed({
    orchestratorUrl: url.value,
    tenant: input.tenant,
    ...(input.caPem !== undefined && { caPem: input.caPem }),
  });
}

function checkFailed(diagnosis: Diagnosis): Failure {
  const cause = diagnosis.checks.find(({ id }) => id === diagnosis.rootCause);
  return { code: 'check-failed', detail: cause?.evidence ?? 'A check of the connection failed.', diagnosis };
}
