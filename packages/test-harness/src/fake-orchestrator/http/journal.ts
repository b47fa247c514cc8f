import { isJsonObject, type JsonValue } from '../json.js';
import type { ApiRequest } from './api-request.js';
import { type FolderHeader, folderHeaderOf } from './folder-of.js';

/** A request that reached the fake. It holds no credential: no `Authorization`, and passwords and secrets are replaced. */
export interface JournalEntry {
  /** On the virtual clock. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly folder: FolderHeader | null;
  readonly body: JsonValue;
  /** Null while there is no answer yet, and when the connection was broken without one. */
  readonly status: number | null;
  /** The fault rule that applied. */
  readonly faultId: string | null;
}

/** All requests in the order of their arrival. */
export interface Journal {
  /** Writes down a request; the answer is added by the function it gives. */
  arrived(request: ApiRequest, at: string, faultId: string | undefined): (status: number | null) => void;
  entries(): readonly JournalEntry[];
}

/** An empty journal. */
export function createJournal(): Journal {
  const entries: JournalEntry[] = [];

  return {
    arrived({ method, path, query, headers, body, form }, at, faultId) {
      const entry: JournalEntry = {
        at,
        method,
        path,
        query: Object.fromEntries(query),
        folder: folderHeaderOf(headers) ?? null,
        body: withoutSecrets(body ?? (form === undefined ? null : Object.fromEntries(form))),
        status: null,
        faultId: faultId ?? null,
      };
      const index = entries.push(entry) - 1;
      return (status) => {
        entries[index] = { ...entry, status };
      };
    },
    entries: () => [...entries],
  };
}

function withoutSecrets(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      /password|secret|token/i.test(name) ? '***' : withoutSecrets(inner),
    ]),
  );
}
