import {
  type ApiKey,
  type ApiKeyRepository,
  type App,
  type AppRepository,
  type AuditEnd,
  type AuditLog,
  type AuditRecord,
  type Connection,
  type ConnectionRepository,
  type Failure,
  fail,
  type ListRequest,
  originOf,
  type ProcessReference,
  type ProcessReferenceRepository,
  type Result,
  Secret,
  type SecretStore,
  type ServiceSecrets,
  succeed,
} from '../../src/index.js';

/** A database and a secret backend in memory, which can be made to fail. */
export interface MemoryStorage {
  readonly connections: ConnectionRepository;
  readonly apps: AppRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly processReferences: ProcessReferenceRepository;
  readonly auditLog: AuditLog;
  readonly secrets: SecretStore;
  readonly serviceSecrets: ServiceSecrets;
  readonly rows: {
    /** The audit log, to be altered as somebody would with a database tool. */
    readonly audit: { records: AuditRecord[]; end: AuditEnd | undefined };
    readonly apps: Map<string, App>;
    readonly apiKeys: Map<string, ApiKey>;
    readonly connections: Map<string, Connection>;
    readonly references: Map<string, ProcessReference>;
    readonly secrets: Map<string, { readonly owner: string; readonly text: string; readonly boundTo: string }>;
  };
  /** The calls that fail from now on, such as `connections.replace`. */
  readonly broken: Set<string>;
}

export function createMemoryStorage(): MemoryStorage {
  const connections = new Map<string, Connection>();
  const apps = new Map<string, App>();
  const apiKeys = new Map<string, ApiKey>();
  const references = new Map<string, ProcessReference>();
  const secrets = new Map<string, { owner: string; text: string; boundTo: string }>();
  const broken = new Set<string>();
  const audit = { records: [] as AuditRecord[], end: { seq: 0, hash: '', mark: '' } as AuditEnd | undefined };
  let secretNumber = 0;

  const whenWorking = async <T>(call: string, run: () => T): Promise<Result<T, Failure>> => {
    const code = call.startsWith('secrets') ? 'secret-unavailable' : 'storage-unavailable';
    return broken.has(call) ? fail({ code, detail: `${call} does not work.` }) : succeed(run());
  };

  return {
    rows: { audit, apps, apiKeys, connections, references, secrets },
    broken,
    connections: {
      insert: (row) => whenWorking('connections.insert', () => void connections.set(row.id, row)),
      find: (id) => whenWorking('connections.find', () => connections.get(id)),
      list: (request, statuses) =>
        whenWorking('connections.list', () => page(connections, request, ({ status }) => statuses.includes(status))),
      hasOrigin: (origin) =>
        whenWorking('connections.hasOrigin', () =>
          [...connections.values()].some(
            ({ status, target }) => status === 'verified' && originOf(target.orchestratorUrl) === origin,
          ),
        ),
      async replace(row) {
        if (broken.has('connections.replace')) return fail({ code: 'storage-unavailable', detail: 'down' });
        if (connections.get(row.id)?.revision !== row.revision)
          return fail({ code: 'changed-meanwhile', detail: row.id });
        const next = { ...row, revision: row.revision + 1 };
        connections.set(row.id, next);
        return succeed(next);
      },
      delete: (id) => whenWorking('connections.delete', () => void connections.delete(id)),
    },
    apps: {
      insert: (row) => whenWorking('apps.insert', () => void apps.set(row.id, row)),
      find: (id) => whenWorking('apps.find', () => apps.get(id)),
      list: (request) => whenWorking('apps.list', () => page(apps, request, () => true)),
      change: (id, change) =>
        whenWorking('apps.change', () => {
          const row = apps.get(id);
          if (row !== undefined) apps.set(id, { ...row, ...change });
          return row !== undefined;
        }),
      delete: (id) =>
        whenWorking('apps.delete', () => {
          apps.delete(id);
          for (const key of [...apiKeys.values()]) if (key.appId === id) apiKeys.delete(key.id);
          for (const reference of [...references.values()]) if (reference.appId === id) references.delete(reference.id);
        }),
    },
    apiKeys: {
      insert: (row) => whenWorking('apiKeys.insert', () => void apiKeys.set(row.id, row)),
      find: (id) => whenWorking('apiKeys.find', () => apiKeys.get(id)),
      findByHash: (hash) =>
        whenWorking('apiKeys.findByHash', () => [...apiKeys.values()].find((key) => key.hash === hash)),
      list: (appId, request) => whenWorking('apiKeys.list', () => page(apiKeys, request, (key) => key.appId === appId)),
      delete: (appId, id) =>
        whenWorking('apiKeys.delete', () => apiKeys.get(id)?.appId === appId && apiKeys.delete(id)),
    },
    processReferences: {
      insert: (row) => whenWorking('references.insert', () => void references.set(row.id, row)),
      find: (id) => whenWorking('references.find', () => references.get(id)),
      list: (of, request) =>
        whenWorking('references.list', () =>
          page(references, request, (row) =>
            'appId' in of ? row.appId === of.appId : row.connectionId === of.connectionId,
          ),
        ),
      noteVersion: (id, version) =>
        whenWorking('references.noteVersion', () => {
          const row = references.get(id);
          if (row !== undefined) references.set(id, { ...row, version });
        }),
      delete: (appId, id) =>
        whenWorking('references.delete', () => references.get(id)?.appId === appId && references.delete(id)),
      deleteByConnection: (connectionId) =>
        whenWorking('references.deleteByConnection', () => {
          for (const row of [...references.values()]) if (row.connectionId === connectionId) references.delete(row.id);
        }),
    },
    auditLog: {
      end: () => whenWorking('auditLog.end', () => audit.end),
      async append(record, mark) {
        if (broken.has('auditLog.append')) return fail({ code: 'storage-unavailable', detail: 'down' });
        if (audit.end?.seq !== record.seq - 1) return fail({ code: 'changed-meanwhile', detail: 'It has gone on.' });
        audit.records.push(record);
        audit.end = { seq: record.seq, hash: record.hash, mark };
        return succeed(undefined);
      },
      list: ({ order, past, limit }) =>
        whenWorking('auditLog.list', () => {
          const isForward = order === 'oldest-first';
          const sorted = audit.records.toSorted((a, b) => (isForward ? a.seq - b.seq : b.seq - a.seq));
          const isPast = ({ seq }: AuditRecord) => past === undefined || (isForward ? seq > past : seq < past);
          return sorted.filter(isPast).slice(0, limit);
        }),
    },
    secrets: {
      async read(ref, binding) {
        const kept = secrets.get(ref.name);
        if (broken.has('secrets.read')) return fail({ code: 'secret-unavailable', detail: 'The backend is away.' });
        if (kept === undefined) return fail({ code: 'secret-missing', detail: ref.name });
        if (kept.boundTo !== JSON.stringify(binding)) return fail({ code: 'secret-unreadable', detail: ref.name });
        return succeed(new Secret(kept.text));
      },
      put: (binding, secret) =>
        whenWorking('secrets.put', () => {
          secretNumber += 1;
          const name = `${binding.owner}/${binding.field}/${secretNumber}`;
          secrets.set(name, { owner: binding.owner, text: secret.reveal(), boundTo: JSON.stringify(binding) });
          return { backend: 'memory', name, version: '1' };
        }),
      delete: (ref) => whenWorking('secrets.delete', () => void secrets.delete(ref.name)),
      deleteOthers: ({ owner, field }, kept) =>
        whenWorking('secrets.deleteOthers', () => {
          const names = kept.map(({ name }) => name);
          for (const name of [...secrets.keys()]) {
            if (name.startsWith(`${owner}/${field}/`) && !names.includes(name)) secrets.delete(name);
          }
        }),
      deleteAll: (owner) =>
        whenWorking('secrets.deleteAll', () => {
          for (const [name, kept] of [...secrets]) if (kept.owner === owner) secrets.delete(name);
        }),
    },
    serviceSecrets: { get: async (name) => succeed(new Secret(`service secret ${name}`)) },
  };
}

function page<T extends { readonly id: string }>(
  rows: ReadonlyMap<string, T>,
  { afterId = '', limit }: ListRequest,
  isWanted: (row: T) => boolean,
): readonly T[] {
  return [...rows.values()]
    .filter((row) => row.id > afterId && isWanted(row))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, limit);
}
