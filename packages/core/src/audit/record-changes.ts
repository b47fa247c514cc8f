import type { UseCases } from '../cuelight.js';
import type { Failure } from '../failure/failure.js';
import type { ProcessReference } from '../process/process-reference.js';
import type { Result } from '../result.js';
import type { RecordChange } from './record-change.js';

/** The same use cases, with every change recorded. A test holds every use case there is to it. */
export function recordChanges(useCases: UseCases, record: RecordChange): UseCases {
  const { connections, apps, references, exportSetup, importSetup } = useCases;
  return {
    ...useCases,
    connect: (input, caller, onFinding) =>
      record(
        'connect',
        {},
        () => useCases.connect(input, caller, onFinding),
        ({ connection }) => ({ connectionId: connection.id }),
      ),
    connections: {
      ...connections,
      rename: (connectionId, name) =>
        record('rename-connection', { connectionId }, () => connections.rename(connectionId, name)),
    },
    changeTarget: (connectionId, input, caller, onFinding) =>
      record('change-target', { connectionId }, () => useCases.changeTarget(connectionId, input, caller, onFinding)),
    replaceCredential: (connectionId, credential, onFinding) =>
      record('replace-credential', { connectionId }, () =>
        useCases.replaceCredential(connectionId, credential, onFinding),
      ),
    rotateWebhookSecret: (connectionId) =>
      record('rotate-webhook-secret', { connectionId }, () => useCases.rotateWebhookSecret(connectionId)),
    disconnect: (connectionId, options) =>
      record('disconnect', { connectionId }, () => useCases.disconnect(connectionId, options)),
    apps: {
      ...apps,
      createApp: (input) =>
        record(
          'create-app',
          {},
          () => apps.createApp(input),
          ({ id }) => ({ appId: id }),
        ),
      changeApp: (appId, change) =>
        record(change.origins === undefined ? 'rename-app' : 'change-origins', { appId }, () =>
          apps.changeApp(appId, change),
        ),
      deleteApp: (appId) => record('delete-app', { appId }, () => apps.deleteApp(appId)),
      createKey: (appId, input) =>
        record(
          'create-key',
          { appId },
          () => apps.createKey(appId, input),
          ({ key }) => ({ keyId: key.id }),
        ),
      deleteKey: (appId, keyId) => record('revoke-key', { appId, keyId }, () => apps.deleteKey(appId, keyId)),
    },
    references: {
      ...references,
      bind: (appId, input, caller) =>
        record(
          'bind-process',
          { appId, connectionId: input.connectionId },
          () => references.bind(appId, input, caller),
          ({ id }) => ({ processId: id }),
        ),
      unbind: (appId, processId, caller) =>
        record('unbind-process', { appId, processId }, () => references.unbind(appId, processId, caller)),
    },
    exportSetup: {
      ...exportSetup,
      credential: (connectionId) =>
        record('export-credential', { connectionId }, () => exportSetup.credential(connectionId)),
    },
    importSetup: {
      ...importSetup,
      app: (app) => record('import-app', { appId: app.id }, () => importSetup.app(app)),
      connection: (connection, credential, imported) =>
        record('import-connection', { connectionId: connection.id }, () =>
          recordEach(imported, () => importSetup.connection(connection, credential, imported)),
        ),
      references: (connectionId, imported) =>
        recordEach(imported, () => importSetup.references(connectionId, imported)),
    },
  };

  /** One change that makes several references, each of which has entries of its own. */
  function recordEach<T>(imported: readonly ProcessReference[], change: () => Promise<Result<T, Failure>>) {
    const recorded = imported.reduceRight(
      (inner, { id, appId, connectionId }) =>
        () =>
          record('import-process', { appId, connectionId, processId: id }, inner),
      change,
    );
    return recorded();
  }
}
