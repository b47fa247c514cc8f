import type { SqlPersistence } from '@cuelight/adapters/persistence/sql';
import { ContainerModule } from 'inversify';
import { tokens } from './tokens.js';

/** The repositories of an open database. */
export function persistenceModule(persistence: SqlPersistence): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(tokens.persistence).toConstantValue(persistence);
    bind(tokens.connections).toResolvedValue(({ connections }) => connections, [tokens.persistence]);
    bind(tokens.apps).toResolvedValue(({ apps }) => apps, [tokens.persistence]);
    bind(tokens.apiKeys).toResolvedValue(({ apiKeys }) => apiKeys, [tokens.persistence]);
    bind(tokens.hosts).toResolvedValue(({ hosts }) => hosts, [tokens.persistence]);
    bind(tokens.processReferences).toResolvedValue(({ processReferences }) => processReferences, [tokens.persistence]);
    bind(tokens.auditLog).toResolvedValue(({ auditLog }) => auditLog, [tokens.persistence]);
  });
}
