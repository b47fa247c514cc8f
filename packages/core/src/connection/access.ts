import type { GivenCredential } from '../credential/credential.js';
import { credentialFromText } from '../credential/credential-text.js';
import { resolveCredential } from '../credential/resolve-credential.js';
import type { Secret } from '../credential/secret.js';
import { isSameRef, type SecretBinding, type SecretRef } from '../credential/secret-ref.js';
import type { Failure } from '../failure/failure.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import type { SecretReader } from '../ports/secret-store.js';
import { fail, type Result, succeed } from '../result.js';
import type { Connection, ConnectionTarget } from './connection.js';
import { originOf } from './orchestrator-url.js';

/** Under which name a diagnosis calls the Orchestrator of a connection, so that nothing in use is disturbed. */
export function checkingName(connectionId: string): string {
  return `${connectionId}/check`;
}

/** What the credential of a connection is bound to: this connection, and the origins it may be sent to, each once. */
export function credentialBinding(connectionId: string, target: ConnectionTarget): SecretBinding {
  const { orchestratorUrl, identityUrl = orchestratorUrl } = target;
  const origins = [...new Set([originOf(orchestratorUrl), originOf(identityUrl)])];
  return { owner: connectionId, field: 'credential', origins };
}

/** What the webhook secret of a connection is bound to. It is never sent anywhere but to its own Orchestrator. */
export function webhookSecretBinding(connectionId: string, target: ConnectionTarget): SecretBinding {
  return { owner: connectionId, field: 'webhook-secret', origins: [originOf(target.orchestratorUrl)] };
}

/** What calling an Orchestrator needs. */
export interface AccessPorts {
  readonly secrets: SecretReader;
  /** Asked again for the row when its secret is not where it was: it may have been moved to another backend. */
  readonly connections: Pick<ConnectionRepository, 'find'>;
}

/**
 * How to call the Orchestrator of a connection, whatever its status.
 *
 * @returns `connection-not-usable` when its credential was not stored yet
 */
export function accessOf(connection: Connection, ports: AccessPorts): Result<OrchestratorAccess, Failure> {
  const { id, credential, target } = connection;
  if (credential === undefined) return fail(noCredential(id));
  return succeed({
    connectionId: id,
    target,
    credentialVersion: `${credential.name}@${credential.version}`,
    async credential() {
      const stored = await storedCredential(connection, ports);
      return stored.ok ? resolveCredential(stored.value, credentialBinding(id, target), ports.secrets) : stored;
    },
  });
}

/**
 * The credential of a connection as it is stored: what is in the environment stays there.
 *
 * @returns `connection-not-usable` when none was stored yet; `secret-*`, `storage-unavailable`
 */
export async function storedCredential(
  connection: Connection,
  ports: AccessPorts,
): Promise<Result<GivenCredential, Failure>> {
  const { id, credential } = connection;
  if (credential === undefined) return fail(noCredential(id));
  const text = await readCredential(connection, credential, ports);
  if (!text.ok) return text;
  const parsed = credentialFromText(text.value);
  if (parsed.ok) return parsed;
  return fail({
    code: 'secret-unreadable',
    detail: `The stored credential of connection ${id} is not one that Cuelight wrote.`,
  });
}

function noCredential(id: string): Failure {
  return { code: 'connection-not-usable', detail: `Connection ${id} has no credential yet.` };
}

/** Bound to the target that was read with it: a credential for another target does not open for this one. */
async function readCredential(
  { id, target }: Connection,
  ref: SecretRef,
  { secrets, connections }: AccessPorts,
): Promise<Result<Secret, Failure>> {
  const binding = credentialBinding(id, target);
  const read = await secrets.read(ref, binding);
  if (read.ok || read.failure.code !== 'secret-missing') return read;
  const now = await connections.find(id);
  if (!now.ok) return now;
  const there = now.value?.credential;
  return there === undefined || isSameRef(there, ref) ? read : secrets.read(there, binding);
}
