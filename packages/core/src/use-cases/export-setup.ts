import type { App } from '../app/app.js';
import { storedCredential } from '../connection/access.js';
import type { Connection } from '../connection/connection.js';
import type { GivenCredential } from '../credential/credential.js';
import type { Failure } from '../failure/failure.js';
import type { AppRepository } from '../ports/app-repository.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import { everyPage } from '../ports/every-page.js';
import type { ListRequest } from '../ports/list-request.js';
import type { ProcessReferenceRepository } from '../ports/process-reference-repository.js';
import type { SecretReader } from '../ports/secret-store.js';
import type { ProcessReference } from '../process/process-reference.js';
import { type Result, succeed } from '../result.js';
import type { Exported } from '../transfer/exported.js';
import { usableConnection } from './usable-connection.js';

/** Reading out what was set up. Failures: `storage-unavailable`. */
export interface ExportSetup {
  /**
   * Connections that are in use, apps and process references. With `connectionIds` only these connections, the
   * references on them, and the apps that those belong to.
   *
   * @returns `connection-not-found`, `connection-not-usable` for one that is named and not in use
   */
  read(connectionIds?: readonly string[]): Promise<Result<Exported, Failure>>;
  /**
   * The credential of a connection that is in use, to be sealed at once.
   *
   * @returns `connection-not-found`, `connection-not-usable`, `secret-*`, `master-key-missing`
   */
  credential(connectionId: string): Promise<Result<GivenCredential, Failure>>;
}

/** What reading out needs. */
export interface ExportSetupPorts {
  readonly connections: ConnectionRepository;
  readonly apps: AppRepository;
  readonly processReferences: ProcessReferenceRepository;
  readonly secrets: SecretReader;
}

/** Makes the use cases. */
export function createExportSetup(ports: ExportSetupPorts): ExportSetup {
  const { connections, apps, processReferences } = ports;

  const named = async (ids: readonly string[]): Promise<Result<readonly Connection[], Failure>> => {
    const rows: Connection[] = [];
    for (const id of new Set(ids)) {
      const usable = await usableConnection(id, ports);
      if (!usable.ok) return usable;
      rows.push(usable.value.connection);
    }
    return succeed(rows);
  };

  return {
    async read(connectionIds) {
      const rows = await (connectionIds === undefined
        ? everyRow((request) => connections.list(request, ['verified']))
        : named(connectionIds));
      if (!rows.ok) return rows;
      const references: ProcessReference[] = [];
      for (const { id } of rows.value) {
        const found = await everyRow((request) => processReferences.list({ connectionId: id }, request));
        if (!found.ok) return found;
        references.push(...found.value);
      }
      const all = await everyRow((request) => apps.list(request));
      if (!all.ok) return all;
      const users = new Set(references.map(({ appId }) => appId));
      const isWanted = ({ id }: App) => connectionIds === undefined || users.has(id);
      const exportedApps = all.value.filter(isWanted);
      const ids = new Set(exportedApps.map(({ id }) => id));
      return succeed({
        connections: rows.value.map(({ id, name, target }) => ({ id, name, target })),
        apps: exportedApps,
        // An app that came or went meanwhile: what is told must fit together.
        references: references.filter(({ appId }) => ids.has(appId)),
      });
    },

    async credential(connectionId) {
      const usable = await usableConnection(connectionId, ports);
      return usable.ok ? storedCredential(usable.value.connection, ports) : usable;
    },
  };
}

async function everyRow<Row extends { readonly id: string }>(
  list: (request: ListRequest) => Promise<Result<readonly Row[], Failure>>,
): Promise<Result<readonly Row[], Failure>> {
  const rows: Row[] = [];
  for await (const page of everyPage(list)) {
    if (!page.ok) return page;
    rows.push(...page.value);
  }
  return succeed(rows);
}
