import type { JsonValue } from '../fake-orchestrator/json.js';
import { isJsonObject } from '../fake-orchestrator/json.js';
import type { FakeReply } from '../fake-server/fake-reply.js';
import type { FakeRequest } from '../fake-server/fake-request.js';
import type { KvEngine, KvEntry, KvVersion } from './kv-engine.js';
import type { Capability } from './policy.js';
import { answered, done, nothing, refused } from './vault-reply.js';

/** What a request to the engine asks for, and the capability on its path that it takes. */
export interface KvOperation {
  readonly needs: Capability;
  answer(): FakeReply;
}

/**
 * The operation that a request asks for; undefined when there is none.
 * @param path below the mount, such as `data/app/db`
 */
export function kvOperation(
  engine: KvEngine,
  nowMs: () => number,
  path: string,
  request: FakeRequest,
): KvOperation | undefined {
  const { method, query } = request;
  const [kind = '', ...segments] = path.split('/');
  const key = segments.join('/');
  const isWrite = method === 'POST' || method === 'PUT';
  const isList = method === 'GET' && query.get('list') === 'true';
  const writes: Capability = engine.find(key) === undefined ? 'create' : 'update';
  if (kind === 'metadata' && isList) return { needs: 'list', answer: () => list(engine, key) };
  if (key === '') return undefined;
  if (kind === 'data') {
    if (method === 'GET') return { needs: 'read', answer: () => read(engine, nowMs, key, query) };
    if (isWrite) return { needs: writes, answer: () => write(engine, key, request) };
    if (method === 'DELETE') return { needs: 'delete', answer: () => markNewest(engine, nowMs, key) };
  }
  if (kind === 'metadata') {
    if (method === 'GET') return { needs: 'read', answer: () => readMetadata(engine, key) };
    if (isWrite) return { needs: writes, answer: () => writeMetadata(engine, key, request) };
    if (method === 'DELETE') return { needs: 'delete', answer: () => forget(engine, key) };
  }
  if (!isWrite) return undefined;
  const each = (change: (version: KvVersion) => void) => () => changeVersions(engine, key, request, change);
  if (kind === 'delete') {
    return {
      needs: writes,
      answer: each((version) => {
        version.deletedMs ??= nowMs();
      }),
    };
  }
  if (kind === 'undelete') {
    return {
      needs: writes,
      answer: each((version) => {
        version.deletedMs = undefined;
      }),
    };
  }
  if (kind === 'destroy') {
    return {
      needs: writes,
      answer: each((version) => {
        version.isDestroyed = true;
        version.data = undefined;
      }),
    };
  }
  return undefined;
}

function read(engine: KvEngine, nowMs: () => number, key: string, query: URLSearchParams): FakeReply {
  const entry = engine.find(key);
  const wanted = Number(query.get('version') ?? 0);
  const number = wanted > 0 ? wanted : (entry?.current ?? 0);
  const version = entry?.versions.get(number);
  if (version === undefined) return nothing;
  const metadata = { version: number, ...tellVersion(version), custom_metadata: null };
  const isGone = version.isDestroyed || (version.deletedMs !== undefined && version.deletedMs <= nowMs());
  if (isGone) return answered({ data: null, metadata }, null, 404);
  return answered({ data: version.data, metadata });
}

function write(engine: KvEngine, key: string, { body }: FakeRequest): FakeReply {
  const data = body?.data;
  if (!isJsonObject(data)) return refused(400, 'no data provided');
  const cas = isJsonObject(body?.options) ? body.options.cas : undefined;
  if (cas !== undefined && typeof cas !== 'number') return refused(400, 'error parsing check-and-set parameter');
  const written = engine.write(key, data, cas);
  if ('refusal' in written) return refused(400, written.refusal);
  const version = written.versions.get(written.current);
  return answered({
    version: written.current,
    ...(version !== undefined && tellVersion(version)),
    custom_metadata: null,
  });
}

function markNewest(engine: KvEngine, nowMs: () => number, key: string): FakeReply {
  const entry = engine.find(key);
  const newest = entry?.versions.get(entry.current);
  if (newest !== undefined) newest.deletedMs ??= nowMs();
  return done;
}

function changeVersions(
  engine: KvEngine,
  key: string,
  { body }: FakeRequest,
  change: (version: KvVersion) => void,
): FakeReply {
  const versions: JsonValue | undefined = body?.versions;
  if (!Array.isArray(versions) || versions.length === 0) return refused(400, 'No version number provided');
  const entry = engine.find(key);
  if (entry === undefined) return nothing;
  for (const number of versions) {
    const version = entry.versions.get(Number(number));
    if (version !== undefined && !version.isDestroyed) change(version);
  }
  return done;
}

function readMetadata(engine: KvEngine, key: string): FakeReply {
  const entry = engine.find(key);
  return entry === undefined ? nothing : answered(tellEntry(entry));
}

function writeMetadata(engine: KvEngine, key: string, { body }: FakeRequest): FakeReply {
  const { max_versions, cas_required } = body ?? {};
  const entry = engine.entryAt(key);
  if (typeof max_versions === 'number') entry.maxVersions = max_versions;
  if (typeof cas_required === 'boolean') entry.casRequired = cas_required;
  return done;
}

function forget(engine: KvEngine, key: string): FakeReply {
  engine.forget(key);
  return done;
}

function list(engine: KvEngine, folder: string): FakeReply {
  const keys = engine.list(folder);
  return keys.length === 0 ? nothing : answered({ keys });
}

function tellEntry(entry: KvEntry): object {
  const versions = [...entry.versions].map(([number, version]) => [number, tellVersion(version)]);
  return {
    cas_required: entry.casRequired,
    created_time: timeOf(entry.createdMs),
    current_version: entry.current,
    custom_metadata: null,
    delete_version_after: '0s',
    max_versions: entry.maxVersions,
    oldest_version: entry.oldest,
    versions: Object.fromEntries(versions),
  };
}

function tellVersion({ createdMs, deletedMs, isDestroyed }: KvVersion): object {
  return {
    created_time: timeOf(createdMs),
    deletion_time: deletedMs === undefined ? '' : timeOf(deletedMs),
    destroyed: isDestroyed,
  };
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}
