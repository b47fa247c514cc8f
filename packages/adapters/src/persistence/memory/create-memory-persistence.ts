import type {
  ApiKeyRepository,
  AppRepository,
  AuditLog,
  ConnectionRepository,
  ProcessReferenceRepository,
} from '@cuelight/core';
import type { ServiceSecretRows } from '../../secrets/service/service-secret-rows.js';
import { memoryApiKeys } from './api-keys.js';
import { memoryApps } from './apps.js';
import { memoryAuditLog } from './audit-log.js';
import { memoryConnections } from './connections.js';
import { memoryProcessReferences } from './process-references.js';
import { memoryServiceSecretRows } from './service-secret-rows.js';
import { createTables } from './tables.js';

/** Everything Cuelight keeps, for as long as the process runs. */
export interface MemoryPersistence {
  readonly connections: ConnectionRepository;
  readonly apps: AppRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly processReferences: ProcessReferenceRepository;
  readonly auditLog: AuditLog;
  /** Where the service's own secrets are. */
  readonly serviceSecretRows: ServiceSecretRows;
}

/** Keeps everything in memory, for tests and for embedding. Runs in a browser too. */
export function createMemoryPersistence(): MemoryPersistence {
  const tables = createTables();
  return {
    connections: memoryConnections(tables),
    apps: memoryApps(tables),
    apiKeys: memoryApiKeys(tables),
    processReferences: memoryProcessReferences(tables),
    auditLog: memoryAuditLog(),
    serviceSecretRows: memoryServiceSecretRows(),
  };
}
