import type { ApiKey, App, Connection, ProcessReference } from '@cuelight/core';
import { Table } from './table.js';

/** What the repositories share, since deleting in one concerns the others. */
export interface Tables {
  readonly connections: Table<Connection>;
  readonly apps: Table<App>;
  readonly apiKeys: Table<ApiKey>;
  readonly processReferences: Table<ProcessReference>;
}

/** Empty tables. */
export function createTables(): Tables {
  return {
    connections: new Table(),
    apps: new Table(),
    apiKeys: new Table(),
    processReferences: new Table(),
  };
}
