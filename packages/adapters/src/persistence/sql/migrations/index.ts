import type { Knex } from 'knex';
import * as connectionsAndApps from './0001-connections-and-apps.js';
import * as processReferences from './0002-process-references.js';
import * as secrets from './0003-secrets.js';
import * as identityUrl from './0004-identity-url.js';
import * as webhookUpkeep from './0005-webhook-upkeep.js';
import * as auditLog from './0006-audit-log.js';
import * as hosts from './0007-hosts.js';
import * as connectionsByStatus from './0008-connections-by-status.js';
import * as masterKeys from './0009-master-keys.js';
import * as sealingKeys from './0010-sealing-keys.js';

/** A change of the schema, and the way back. */
export interface Migration {
  up(knex: Knex): Promise<void>;
  down(knex: Knex): Promise<void>;
}

/**
 * Every migration by its name, oldest first. A migration that was released is never edited: a new one follows it.
 *
 * Each is for SQLite, MySQL and MariaDB alike. A text that may be longer than 64 kB is `text(name, 'mediumtext')`. MySQL
 * cannot undo half a migration, only go on with it: see {@link resumably} for what that asks of one.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-connections-and-apps': connectionsAndApps,
  '0002-process-references': processReferences,
  '0003-secrets': secrets,
  '0004-identity-url': identityUrl,
  '0005-webhook-upkeep': webhookUpkeep,
  '0006-audit-log': auditLog,
  '0007-hosts': hosts,
  '0008-connections-by-status': connectionsByStatus,
  '0009-master-keys': masterKeys,
  '0010-sealing-keys': sealingKeys,
};
