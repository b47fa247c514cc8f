import type {
  ApiKeyRepository,
  AppRepository,
  AuditLog,
  ConnectionRepository,
  Failure,
  Hosts,
  Notices,
  ProcessReferenceRepository,
  Result,
} from '@cuelight/core';
import type { Knex } from 'knex';
import type { MasterKeyState } from '../../secrets/local/master-key-state.js';
import type { SealedRecords } from '../../secrets/local/sealed-records.js';
import type { ServiceSecretRows } from '../../secrets/service/service-secret-rows.js';
import { sqlApiKeys } from './api-keys.js';
import { sqlApps } from './apps.js';
import { sqlAuditLog } from './audit-log.js';
import { sqlConnections } from './connections.js';
import { deleteOwnerlessSecrets } from './delete-ownerless-secrets.js';
import { sqlHosts } from './hosts.js';
import { sqlMasterKeyState } from './master-key-state.js';
import { type MigrationState, migrationState } from './migration-state.js';
import { sqlProcessReferences } from './process-references.js';
import { type RowCounts, rowCounts } from './row-counts.js';
import { sqlSealedRecords } from './sealed-records.js';
import { secretsByBackend } from './secrets-by-backend.js';
import { sqlServiceSecretRows } from './service-secret-rows.js';
import { stored } from './stored.js';

/** Everything Cuelight keeps, in one SQL database. */
export interface SqlPersistence {
  readonly connections: ConnectionRepository;
  readonly apps: AppRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly processReferences: ProcessReferenceRepository;
  readonly hosts: Hosts;
  readonly auditLog: AuditLog;
  /** What the local secret backend keeps. */
  readonly sealedRecords: SealedRecords;
  readonly masterKeyState: MasterKeyState;
  /** Where the service's own secrets are. */
  readonly serviceSecretRows: ServiceSecretRows;
  /** How many secrets rows name, by their backend. Failures: `storage-unavailable`. */
  secretsByBackend(): Promise<Result<ReadonlyMap<string, number>, Failure>>;
  /** Deletes the sealed secrets of connections that are gone; answers how many. Failures: `storage-unavailable`. */
  deleteOwnerlessSecrets(): Promise<Result<number, Failure>>;
  /** Where the schema stands. Failures: `storage-unavailable`. */
  schema(): Promise<Result<MigrationState, Failure>>;
  /** How many rows there are. Failures: `storage-unavailable`. */
  rowCounts(): Promise<Result<RowCounts, Failure>>;
  /** Whether the database answers. */
  isHealthy(): Promise<boolean>;
}

/**
 * Keeps everything in a database that `migrate` has brought up to date.
 *
 * @param notices told of connections that cannot be read, which lists leave out; absent, nobody is
 */
export function createSqlPersistence(knex: Knex, notices: Notices = { notice() {} }): SqlPersistence {
  return {
    connections: sqlConnections(knex, notices),
    apps: sqlApps(knex),
    apiKeys: sqlApiKeys(knex),
    processReferences: sqlProcessReferences(knex),
    hosts: sqlHosts(knex),
    auditLog: sqlAuditLog(knex),
    sealedRecords: sqlSealedRecords(knex),
    masterKeyState: sqlMasterKeyState(knex),
    serviceSecretRows: sqlServiceSecretRows(knex),
    secretsByBackend: () => secretsByBackend(knex),
    deleteOwnerlessSecrets: () => deleteOwnerlessSecrets(knex),
    schema: () => migrationState(knex),
    rowCounts: () => rowCounts(knex),
    async isHealthy() {
      return (await stored('answer', () => knex.raw('SELECT 1'))).ok;
    },
  };
}
