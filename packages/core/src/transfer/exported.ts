import type { App } from '../app/app.js';
import type { Connection } from '../connection/connection.js';
import type { ProcessReference } from '../process/process-reference.js';

/** What an operator set up, without any secret: what can be taken to another database. */
export interface Exported {
  readonly connections: readonly ExportedConnection[];
  /** Without their keys. */
  readonly apps: readonly App[];
  /** Each of one of the apps, on one of the connections. */
  readonly references: readonly ProcessReference[];
}

/** A connection without its credential and its webhook. */
export type ExportedConnection = Pick<Connection, 'id' | 'name' | 'target'>;
