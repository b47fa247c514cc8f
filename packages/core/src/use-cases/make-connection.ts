import { accessOf, credentialBinding } from '../connection/access.js';
import type { Connection } from '../connection/connection.js';
import type { ConnectionHealth } from '../connection/connection-health.js';
import type { GivenCredential } from '../credential/credential.js';
import { credentialToText } from '../credential/credential-text.js';
import { resolveCredential } from '../credential/resolve-credential.js';
import { diagnose, type OnFinding } from '../diagnosis/diagnose.js';
import { type NoteFinding, notingFindings } from '../diagnosis/noting-findings.js';
import type { Failure } from '../failure/failure.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { SecretStore } from '../ports/secret-store.js';
import { fail, type Result, succeed } from '../result.js';
import { checkFailed } from './check-failed.js';
import type { Connected } from './connect.js';
import { type CheckTarget, connectChecks } from './diagnosing/check-target.js';
import type { RemoveConnection } from './remove-connection.js';
import type { Subscribe } from './subscribe.js';

/**
 * Makes a connection: checks without side effects, row, secret, subscription, ping, verified. A failure on the way
 * undoes what was done, in reverse.
 *
 * @param beside `onFinding` is told of each check as it is answered; `addTo` makes what else belongs to the connection, while that is
 *   still invisible: it goes when this fails
 * @returns what {@link resolveCredential} answers; `check-failed` with the diagnosis; `storage-unavailable`, `secret-unavailable`; what `addTo` fails with
 */
export type MakeConnection = (
  wanted: Pick<Connection, 'id' | 'name' | 'target'>,
  credential: GivenCredential,
  beside?: { readonly onFinding?: OnFinding | undefined; readonly addTo?: () => Promise<Result<unknown, Failure>> },
) => Promise<Result<Connected, Failure>>;

/** What making a connection needs. */
export interface MakeConnectionPorts {
  readonly connections: ConnectionRepository;
  readonly secrets: SecretStore;
  readonly health: ConnectionHealth;
  readonly clock: Clock;
  readonly checkTarget: CheckTarget;
  readonly subscribe: Subscribe;
  readonly removeConnection: RemoveConnection;
}

/** Makes what the use cases share that make a connection. */
export function createMakeConnection(ports: MakeConnectionPorts): MakeConnection {
  const { connections, secrets, health, clock } = ports;

  /** Puts the credential, then the subscription; the row is written before each, so that nothing can be orphaned. */
  const furnish = async (
    row: Connection,
    credential: GivenCredential,
    note: NoteFinding,
    addTo: () => Promise<Result<unknown, Failure>>,
  ): Promise<Result<Connection, Failure>> => {
    const ref = await secrets.put(credentialBinding(row.id, row.target), credentialToText(credential));
    if (!ref.ok) return ref;
    const known = await connections.replace({ ...row, credential: ref.value });
    if (!known.ok) return known;
    const access = accessOf(known.value, ports);
    if (!access.ok) return access;
    const subscription = await ports.subscribe(access.value, note);
    if (!subscription.ok) return subscription;
    const added = await addTo();
    if (!added.ok) return added;
    return connections.replace({ ...known.value, subscription: subscription.value, status: 'verified' });
  };

  return async ({ id, name, target }, credential, { onFinding, addTo = async () => succeed(undefined) } = {}) => {
    const resolved = await resolveCredential(credential, credentialBinding(id, target), secrets);
    if (!resolved.ok) return resolved;
    const findings = await ports.checkTarget(id, target, resolved.value, onFinding);
    const before = diagnose(findings, connectChecks);
    if (before.verdict === 'fail') return fail(checkFailed(before));

    const row: Connection = {
      id,
      name,
      target,
      status: 'connecting',
      subscription: { kind: 'polling', why: 'no-public-url' },
      createdAtMs: clock.nowMs(),
      revision: 1,
    };
    const inserted = await connections.insert(row);
    if (!inserted.ok) return inserted;
    health.signal(id, 'connect-asked');
    const made = await furnish(row, credential, notingFindings(findings, onFinding), addTo);
    health.signal(id, made.ok ? 'checks-passed' : 'checks-failed');
    if (made.ok) {
      const connection = { ...made.value, state: health.stateOf(made.value) };
      return succeed({ connection, diagnosis: diagnose(findings, connectChecks) });
    }
    await ports.removeConnection(id);
    return made;
  };
}
