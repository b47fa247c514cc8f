import { createSecretsByBackend } from '@cuelight/adapters/secrets/by-backend';
import { createCachedSecrets } from '@cuelight/adapters/secrets/cached';
import { createServiceSecrets } from '@cuelight/adapters/secrets/service';
import type { SecretReader, SecretStore } from '@cuelight/core';
import { ContainerModule } from 'inversify';
import { tokens } from './tokens.js';

/** The secret backends there are, and which of them takes new secrets. */
export interface SecretBackendsPart {
  readonly stores: ReadonlyMap<string, SecretStore>;
  readonly newIn: string;
  readonly readers?: ReadonlyMap<string, SecretReader>;
}

/** The secret backends as one, kept in memory for a moment, and the service's own secrets in them. */
export function secretsModule(backends: SecretBackendsPart): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(tokens.secrets).toResolvedValue(
      (clock) => createCachedSecrets({ store: createSecretsByBackend(backends), clock }),
      [tokens.clock],
    );
    bind(tokens.serviceSecrets).toResolvedValue(
      ({ serviceSecretRows }, secrets, randomness) =>
        createServiceSecrets({ rows: serviceSecretRows, secrets, randomness }),
      [tokens.persistence, tokens.secrets, tokens.randomness],
    );
  });
}
