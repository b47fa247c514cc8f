import type { App } from '@cuelight/core';
import { integer, type Row, text, texts } from './row.js';

/** An app as a row of `apps`. */
export function appToRow(app: App): Row {
  return { id: app.id, name: app.name, origins: JSON.stringify(app.origins), created_at_ms: app.createdAtMs };
}

/** Reads a row of `apps`; a row that Cuelight cannot have written throws. */
export function appFromRow(row: Row): App {
  return {
    id: text(row, 'id'),
    name: text(row, 'name'),
    origins: texts(row, 'origins'),
    createdAtMs: integer(row, 'created_at_ms'),
  };
}
