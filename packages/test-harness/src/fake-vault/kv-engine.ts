import type { JsonObject } from '../fake-orchestrator/json.js';

/** One version of a secret. */
export interface KvVersion {
  readonly createdMs: number;
  /** From when on it is deleted, which may lie ahead; undefined when it is not. */
  deletedMs: number | undefined;
  isDestroyed: boolean;
  data: JsonObject | undefined;
}

/** A secret with its versions. */
export interface KvEntry {
  readonly createdMs: number;
  readonly versions: Map<number, KvVersion>;
  current: number;
  oldest: number;
  maxVersions: number;
  casRequired: boolean;
}

/** How an engine is set up. */
export interface KvSettings {
  /** How many versions of a secret are kept; 0 stands for 10. */
  readonly maxVersions: number;
  readonly casRequired: boolean;
  /** After which time each version is deleted by itself; never when absent. */
  readonly deleteVersionAfterMs?: number;
}

/** A secrets engine `kv`, version 2. Source: Vault API docs, "KV secrets engine - version 2", and the plugin's own source. */
export interface KvEngine {
  readonly settings: KvSettings;
  find(path: string): KvEntry | undefined;
  /** Adds a version; the refusal is Vault's own text. */
  write(path: string, data: JsonObject, cas: number | undefined): KvEntry | { readonly refusal: string };
  /** The entry, made without any version if there is none. */
  entryAt(path: string): KvEntry;
  /** Forgets a secret with all its versions. */
  forget(path: string): void;
  /** The names directly below a folder, those of folders with a slash at the end, sorted. */
  list(folder: string): readonly string[];
  paths(): readonly string[];
}

const usualMaxVersions = 10;

/** An engine without secrets. */
export function createKvEngine(nowMs: () => number, settings: KvSettings): KvEngine {
  const entries = new Map<string, KvEntry>();

  function entryAt(path: string): KvEntry {
    const made = { createdMs: nowMs(), versions: new Map(), current: 0, oldest: 0, maxVersions: 0, casRequired: false };
    const entry: KvEntry = entries.get(path) ?? made;
    entries.set(path, entry);
    return entry;
  }

  return {
    settings,
    find: (path) => entries.get(path),
    entryAt,
    write(path, data, cas) {
      const current = entries.get(path)?.current ?? 0;
      if (cas === undefined && (settings.casRequired || entries.get(path)?.casRequired)) {
        return { refusal: 'check-and-set parameter required for this call' };
      }
      if (cas !== undefined && cas !== current) {
        return { refusal: 'check-and-set parameter did not match the current version' };
      }
      const entry = entryAt(path);
      const { deleteVersionAfterMs } = settings;
      entry.current += 1;
      entry.versions.set(entry.current, {
        createdMs: nowMs(),
        deletedMs: deleteVersionAfterMs === undefined ? undefined : nowMs() + deleteVersionAfterMs,
        isDestroyed: false,
        data,
      });
      const kept = Math.max(entry.maxVersions, settings.maxVersions) || usualMaxVersions;
      for (const version of entry.versions.keys()) if (version <= entry.current - kept) entry.versions.delete(version);
      entry.oldest = Math.max(entry.current - kept + 1, 0);
      return entry;
    },
    forget(path) {
      entries.delete(path);
    },
    list(folder) {
      const prefix = folder === '' ? '' : `${folder.replace(/\/$/, '')}/`;
      const below = [...entries.keys()]
        .filter((path) => path.startsWith(prefix))
        .map((path) => path.slice(prefix.length));
      return [...new Set(below.map((path) => path.replace(/\/.*$/, '/')))].sort();
    },
    paths: () => [...entries.keys()].sort(),
  };
}
