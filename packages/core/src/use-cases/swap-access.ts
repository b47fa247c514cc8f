import { accessOf, credentialBinding } from '../connection/access.js';
import type { Connection } from '../connection/connection.js';
import type { ConnectionHealth } from '../connection/connection-health.js';
import type { ConnectionLanes } from '../connection/connection-lanes.js';
import type { GivenCredential } from '../credential/credential.js';
import { credentialToText } from '../credential/credential-text.js';
import { resolveCredential } from '../credential/resolve-credential.js';
import { isSameRef, type SecretRef } from '../credential/secret-ref.js';
import { diagnose, type OnFinding } from '../diagnosis/diagnose.js';
import { notingFindings } from '../diagnosis/noting-findings.js';
import type { Failure } from '../failure/failure.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { Notices } from '../ports/notices.js';
import type { OrchestratorSessions } from '../ports/orchestrator.js';
import type { SecretStore } from '../ports/secret-store.js';
import { fail, type Result, succeed } from '../result.js';
import { changeableConnection } from './changeable-connection.js';
import { checkFailed } from './check-failed.js';
import type { Connected } from './connect.js';
import { type CheckTarget, connectChecks } from './diagnosing/check-target.js';
import type { MoveSubscription } from './move-subscription.js';
import { noteSubscription } from './note-subscription.js';

/**
 * Gives a connection another credential, with or without another target. All is checked first, without touching what is
 * in use; then the row changes in one step, and what was open with the old credential is forgotten. A failure on the way
 * undoes what was done, and the connection goes on as it was.
 *
 * @param planFor what is to become of the row, which is read once no other change of the connection is under way: it may
 *   be another than whoever asks has seen
 * @param onFinding told of each check as it is answered
 * @returns `connection-not-found`, `connection-not-usable`; what `planFor` refuses; `check-failed` with the diagnosis;
 *   `changed-meanwhile`; `webhook-secret-changing`; `storage-unavailable`, `secret-*`, `master-key-missing`
 */
export type SwapAccess = (
  id: string,
  planFor: (row: Connection) => Result<Pick<Connection, 'name' | 'target'>, Failure>,
  credential: GivenCredential,
  onFinding?: OnFinding,
) => Promise<Result<Connected, Failure>>;

/** What swapping needs. */
export interface SwapAccessPorts {
  readonly connections: ConnectionRepository;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly sessions: OrchestratorSessions;
  readonly health: ConnectionHealth;
  readonly notices: Notices;
  readonly lanes: ConnectionLanes;
  readonly checkTarget: CheckTarget;
  readonly moveSubscription: MoveSubscription;
}

/** Makes what the use cases share that change a connection. */
export function createSwapAccess(ports: SwapAccessPorts): SwapAccess {
  const { connections, secrets, clock, sessions, health, notices, lanes, checkTarget, moveSubscription } = ports;

  /** Writes the row. Where the answer does not tell whether that happened, the row itself does. */
  const write = async (row: Connection): Promise<Result<Connection, Failure & { readonly isUnsure?: true }>> => {
    const written = await connections.replace(row);
    if (written.ok || written.failure.code !== 'storage-unavailable') return written;
    const found = await connections.find(row.id);
    if (!found.ok) return fail({ ...found.failure, isUnsure: true });
    const isWritten =
      isSameRef(found.value?.credential, row.credential) &&
      found.value?.looseSecretsSinceMs === row.looseSecretsSinceMs;
    return found.value !== undefined && isWritten ? succeed(found.value) : written;
  };

  /** Whether it is gone. */
  const discard = async (connectionId: string, ref: SecretRef): Promise<boolean> => {
    const deleted = await secrets.delete(ref);
    if (deleted.ok) return true;
    notices.notice({ kind: 'clean-up-failed', connectionId, what: 'secret', code: deleted.failure.code });
    return false;
  };

  /** Says no more that secrets may lie about; where that cannot be written, the upkeep looks once for nothing. */
  const unmark = async (row: Connection, { looseSecretsSinceMs }: Connection): Promise<Connection> => {
    const noted = await noteSubscription(connections, row, { looseSecretsSinceMs });
    return noted.ok ? noted.value : row;
  };

  const swap: SwapAccess = async (id, planFor, credential, onFinding) => {
    const found = await changeableConnection(id, connections);
    if (!found.ok) return found;
    const before = found.value;
    const plan = planFor(before);
    if (!plan.ok) return plan;
    const { name, target } = plan.value;
    const resolved = await resolveCredential(credential, credentialBinding(id, target), secrets);
    if (!resolved.ok) return resolved;
    const findings = await checkTarget(id, target, resolved.value, onFinding);
    const checked = diagnose(findings, connectChecks);
    if (checked.verdict === 'fail') return fail(checkFailed(checked));

    // From here on a secret may be stored that the row does not name, whatever becomes of this process. Renaming or removing
    // the connection waited for no check: then it is another row by now. The time is anew even where the row tells of such
    // secrets: who clears those up must not take this one along.
    const marked = await write({ ...before, looseSecretsSinceMs: clock.nowMs() });
    if (!marked.ok) {
      const { isUnsure: _, ...failure } = marked.failure;
      return fail(failure);
    }
    const row = marked.value;
    const ref = await secrets.put(credentialBinding(id, target), credentialToText(credential));
    if (!ref.ok) return ref;
    const next: Connection = { ...row, name, target, credential: ref.value };
    const access = accessOf(next, ports);
    const moved = access.ok ? await moveSubscription(row, access.value, notingFindings(findings, onFinding)) : access;
    if (!moved.ok) {
      const isGone = await discard(id, ref.value);
      // Where it failed later than that, a copy of the webhook's secret may be there.
      if (isGone && moved.failure.code === 'webhook-secret-changing') await unmark(row, before);
      return moved;
    }
    const written = await write({ ...next, subscription: moved.value.subscription });
    if (!written.ok) {
      const { isUnsure, ...failure } = written.failure;
      // The row may name what was made: then it stays, and is looked for later.
      if (isUnsure === true) return fail(failure);
      const isUndone = await moved.value.undo();
      if ((await discard(id, ref.value)) && isUndone) await unmark(row, before);
      void sessions.forget(id);
      return fail(failure);
    }
    const isWebhookTidy = await moved.value.finish();
    // It waits for the calls that are under way to the old target: nobody else needs to.
    void sessions.forget(id);
    health.signal(id, 'call-answered');
    const isGone = before.credential === undefined || (await discard(id, before.credential));
    const finished = isWebhookTidy && isGone ? await unmark(written.value, before) : written.value;
    const connection = { ...finished, state: health.stateOf(finished) };
    return succeed({ connection, diagnosis: diagnose(findings, connectChecks) });
  };

  // Its webhook must not be repaired meanwhile, or the connection removed.
  return (id, planFor, credential, onFinding) => lanes.run(id, () => swap(id, planFor, credential, onFinding));
}
