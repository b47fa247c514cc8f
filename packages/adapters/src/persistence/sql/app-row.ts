import type { App, AppChange } from '@cuelight/core';
import { integer, type Row, text, texts } from './row.js';

/** An app as a row of `apps`. */
export function appToRow(app: App): Row {
  return { id: app.id, name: app.name, origins: JSON.stringify(app.origins), created_at_ms: app.createdAtMs };
}

/** What is to be changed of a row of `apps`. */
export function appChangeToRow({ name, origins }: AppChange): Row {
  return { ...(name !== undefined && { name }), ...(origins !== undefined && { origins: JSON.stringify(origins) }) };
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
