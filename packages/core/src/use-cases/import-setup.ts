import type { App } from '../app/app.js';
import type { Connection } from '../connection/connection.js';
import type { GivenCredential } from '../credential/credential.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { Failure } from '../failure/failure.js';
import { canonicalJson } from '../json/canonical-json.js';
import type { AppRepository } from '../ports/app-repository.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { ProcessReferenceRepository } from '../ports/process-reference-repository.js';
import type { ProcessReference } from '../process/process-reference.js';
import { fail, type Result, succeed } from '../result.js';
import type { Exported, ExportedConnection } from '../transfer/exported.js';
import { type AcceptTargetPorts, acceptTarget } from './accept-target.js';
import type { MakeConnection } from './make-connection.js';

/** Setting up again what was exported, under the ids it had. Nothing that is there is ever changed. */
export interface ImportSetup {
  /** What of it is there already, and what stands in its way. Failures: `storage-unavailable`. */
  compare(exported: Exported): Promise<Result<ImportPlan, Failure>>;
  /** Makes an app that is not there. Failures: `storage-unavailable`. */
  app(app: App): Promise<Result<void, Failure>>;
  /**
   * Makes a connection that is not there, as connecting does, with these references on it: all of it or nothing. The
   * credential is sealed anew, for this target. The caller counts as an admin.
   *
   * @returns `orchestrator-url-refused`, `identity-url-refused`, `not-a-ca-certificate`; `check-failed` with the
   *   diagnosis; `changed-meanwhile` when it is there by now, or an app is gone; `storage-unavailable`, `secret-*`
   */
  connection(
    connection: ExportedConnection,
    credential: GivenCredential,
    references: readonly ProcessReference[],
  ): Promise<Result<Diagnosis, Failure>>;
  /**
   * Adds references that are not there to a connection that is: all or none.
   *
   * @returns `changed-meanwhile` when an app or the connection is gone; `storage-unavailable`
   */
  references(connectionId: string, references: readonly ProcessReference[]): Promise<Result<void, Failure>>;
}

/** Whether something is absent, there already, or another thing has its id. */
export type Presence = 'absent' | 'there' | 'conflict';

/** What an import would meet. */
export interface ImportPlan {
  readonly apps: readonly { readonly app: App; readonly presence: Presence }[];
  readonly connections: readonly {
    readonly connection: ExportedConnection;
    readonly presence: Presence;
    /** What has its id. */
    readonly present?: Connection;
    /** Those of the export on this connection. */
    readonly references: readonly { readonly reference: ProcessReference; readonly presence: Presence }[];
  }[];
}

/** What setting up again needs. */
export interface ImportSetupPorts extends AcceptTargetPorts {
  readonly connections: ConnectionRepository;
  readonly apps: AppRepository;
  readonly processReferences: ProcessReferenceRepository;
  readonly clock: Clock;
  readonly makeConnection: MakeConnection;
}

/** Makes the use cases. */
export function createImportSetup(ports: ImportSetupPorts): ImportSetup {
  const { connections, apps, processReferences, clock, makeConnection } = ports;

  const insertAll = async (references: readonly ProcessReference[]): Promise<Result<void, Failure>> => {
    for (const reference of references) {
      const inserted = await processReferences.insert({ ...reference, createdAtMs: clock.nowMs() });
      if (!inserted.ok) return inserted;
    }
    return succeed(undefined);
  };

  return {
    async compare(exported) {
      const planned = { apps: [] as ImportPlan['apps'][number][], connections: [] as ConnectionPlan[] };
      for (const app of exported.apps) {
        const found = await apps.find(app.id);
        if (!found.ok) return found;
        planned.apps.push({ app, presence: presenceOf(app, found.value, appIdentity) });
      }
      for (const connection of exported.connections) {
        const found = await connections.find(connection.id);
        const isUnreadable = !found.ok && found.failure.code === 'connection-unreadable';
        if (!found.ok && !isUnreadable) return found;
        const references: ConnectionPlan['references'][number][] = [];
        for (const reference of exported.references.filter(({ connectionId }) => connectionId === connection.id)) {
          const known = await processReferences.find(reference.id);
          if (!known.ok) return known;
          references.push({ reference, presence: presenceOf(reference, known.value, referenceIdentity) });
        }
        const present = found.ok ? found.value : undefined;
        const isUsable = !isUnreadable && (present === undefined || present.status === 'verified');
        planned.connections.push({
          connection,
          presence: isUsable ? presenceOf(connection, present, targetIdentity) : 'conflict',
          ...(present !== undefined && { present }),
          references,
        });
      }
      return succeed(planned);
    },

    async app(app) {
      return apps.insert({ ...app, createdAtMs: clock.nowMs() });
    },

    async connection({ id, name, target }, credential, references) {
      const accepted = await acceptTarget(target, { scope: 'admin' }, ports);
      if (!accepted.ok) return accepted;
      const found = await connections.find(id);
      if (!found.ok) return found;
      if (found.value !== undefined) return fail({ code: 'changed-meanwhile', detail: `Connection ${id} is there.` });
      const made = await makeConnection({ id, name, target: accepted.value }, credential, {
        addTo: () => insertAll(references),
      });
      return made.ok ? succeed(made.value.diagnosis) : made;
    },

    async references(_, references) {
      const inserted = await insertAll(references);
      // Deleting what was not inserted does nothing: none of them was there before.
      if (!inserted.ok) for (const { appId, id } of references) await processReferences.delete(appId, id);
      return inserted;
    },
  };
}

type ConnectionPlan = ImportPlan['connections'][number];

function presenceOf<T>(wanted: T, present: T | undefined, identityOf: (thing: T) => string): Presence {
  if (present === undefined) return 'absent';
  return identityOf(present) === identityOf(wanted) ? 'there' : 'conflict';
}

function appIdentity({ name, origins }: App): string {
  return canonicalJson([name, [...origins].sort()]);
}

/** Its name may have changed since: it is the same connection. */
function targetIdentity({ target }: ExportedConnection): string {
  return canonicalJson({ ...target });
}

/** A version that is not pinned is only the one seen last. */
function referenceIdentity(reference: ProcessReference): string {
  const { appId, connectionId, folder, releaseKey, isPinned, version, runOn } = reference;
  return canonicalJson([appId, connectionId, folder.key, releaseKey, isPinned ? version : null, runOn]);
}
