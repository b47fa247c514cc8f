import type { ApiKeyRepository, AppRepository, ConnectionRepository, ProcessReferenceRepository } from '@cuelight/core';

/** The repositories of one database: what happens in one can concern the others. */
export interface Repositories {
  readonly connections: ConnectionRepository;
  readonly apps: AppRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly processReferences: ProcessReferenceRepository;
}
