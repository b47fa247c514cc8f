import { credentialFromText } from '../credential/credential-text.js';
import type { SecretBinding } from '../credential/secret-ref.js';
import type { Failure } from '../failure/failure.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import type { SecretReader } from '../ports/secret-store.js';
import { fail, type Result, succeed } from '../result.js';
import type { Connection, ConnectionTarget } from './connection.js';
import { originOf } from './orchestrator-url.js';

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

/**
 * How to call the Orchestrator of a connection, whatever its status.
 *
 * @returns `connection-not-usable` when its credential was not stored yet
 */
export function accessOf(connection: Connection, secrets: SecretReader): Result<OrchestratorAccess, Failure> {
  const { credential, target } = connection;
  if (credential === undefined) {
    return fail({ code: 'connection-not-usable', detail: `Connection ${connection.id} has no credential yet.` });
  }
  return succeed({
    connectionId: connection.id,
    target,
    credentialVersion: `${credential.name}@${credential.version}`,
    async credential() {
      const text = await secrets.read(credential, credentialBinding(connection.id, target));
      if (!text.ok) return text;
      const parsed = credentialFromText(text.value);
      if (parsed.ok) return parsed;
      return fail({
        code: 'secret-unreadable',
        detail: `The stored credential of connection ${connection.id} is not one that Cuelight wrote.`,
      });
    },
  });
}
