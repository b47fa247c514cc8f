import { createLocalSecrets, type KeyRing } from '@cuelight/adapters/secrets/local';
import { createServiceSecrets } from '@cuelight/adapters/secrets/service';
import { ContainerModule } from 'inversify';
import { tokens } from './tokens.js';

/** The secret backend `local`, and the service's own secrets in it. */
export function secretsModule(keyRing: KeyRing): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(tokens.keyRing).toConstantValue(keyRing);
    bind(tokens.secrets).toResolvedValue(
      ({ sealedRecords, masterKeyState }, keyRing) =>
        createLocalSecrets({ records: sealedRecords, masterKeyState, keyRing }),
      [tokens.persistence, tokens.keyRing],
    );
    bind(tokens.serviceSecrets).toResolvedValue(
      ({ serviceSecretRows }, secrets, randomness) =>
        createServiceSecrets({ rows: serviceSecretRows, secrets, randomness }),
      [tokens.persistence, tokens.secrets, tokens.randomness],
    );
  });
}
