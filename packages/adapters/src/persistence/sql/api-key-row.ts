import type { ApiKey } from '@cuelight/core';
import { choice, integer, type Row, text } from './row.js';

/** An API key as a row of `api_keys`. */
export function apiKeyToRow(key: ApiKey): Row {
  return {
    id: key.id,
    app_id: key.appId,
    name: key.name,
    scope: key.scope,
    hash: key.hash,
    created_at_ms: key.createdAtMs,
  };
}

/** Reads a row of `api_keys`; a row that Cuelight cannot have written throws. */
export function apiKeyFromRow(row: Row): ApiKey {
  return {
    id: text(row, 'id'),
    appId: text(row, 'app_id'),
    name: text(row, 'name'),
    scope: choice(row, 'scope', ['admin', 'designer', 'runtime']),
    hash: text(row, 'hash'),
    createdAtMs: integer(row, 'created_at_ms'),
  };
}
