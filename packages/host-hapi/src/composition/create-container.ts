import type { SqlPersistence } from '@cuelight/adapters/persistence/sql';
import type { Notices } from '@cuelight/core';
import { Container } from 'inversify';
import { coreModule } from './core.module.js';
import { type Outgoing, orchestratorModule } from './orchestrator.module.js';
import { persistenceModule } from './persistence.module.js';
import { type SecretBackendsPart, secretsModule } from './secrets.module.js';
import { systemModule } from './system.module.js';

/** What is open or decided before anything is put together. */
export interface Parts extends Outgoing {
  readonly persistence: SqlPersistence;
  readonly secretBackends: SecretBackendsPart;
  readonly notices: Notices;
  /** Where Orchestrator reaches us; absent when it cannot. */
  readonly publicUrl?: string;
  /** Whether deliveries come to this process; default true. */
  readonly hearsDeliveries?: boolean;
}

/** Makes a container in which every token resolves. No binding does any I/O. */
export function createContainer(parts: Parts): Container {
  const { persistence, secretBackends, notices, publicUrl, hearsDeliveries = true, ...outgoing } = parts;
  const container = new Container({ defaultScope: 'Singleton' });
  container.load(
    systemModule(notices),
    persistenceModule(persistence),
    secretsModule(secretBackends),
    orchestratorModule(outgoing),
    coreModule({ hearsDeliveries, ...(publicUrl !== undefined && { publicUrl }) }),
  );
  return container;
}
