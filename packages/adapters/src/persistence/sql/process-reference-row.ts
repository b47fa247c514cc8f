import type { ProcessReference } from '@cuelight/core';
import { choice, flag, integer, type Row, text } from './row.js';

/** A process reference as a row of `process_references`. */
export function processReferenceToRow(reference: ProcessReference): Row {
  return {
    id: reference.id,
    app_id: reference.appId,
    connection_id: reference.connectionId,
    folder_key: reference.folder.key,
    folder_path: reference.folder.path,
    release_key: reference.releaseKey,
    package_id: reference.packageId,
    version: reference.version,
    is_pinned: reference.isPinned,
    run_on: reference.runOn,
    created_at_ms: reference.createdAtMs,
  };
}

/** Reads a row of `process_references`; a row that Cuelight cannot have written throws. */
export function processReferenceFromRow(row: Row): ProcessReference {
  return {
    id: text(row, 'id'),
    appId: text(row, 'app_id'),
    connectionId: text(row, 'connection_id'),
    folder: { key: text(row, 'folder_key'), path: text(row, 'folder_path') },
    releaseKey: text(row, 'release_key'),
    packageId: text(row, 'package_id'),
    version: text(row, 'version'),
    isPinned: flag(row, 'is_pinned'),
    runOn: choice(row, 'run_on', ['orchestrator', 'local-robot']),
    createdAtMs: integer(row, 'created_at_ms'),
  };
}
