import { createSecretsByBackend } from '@cuelight/adapters/secrets/by-backend';
import { heldByService } from '@cuelight/adapters/secrets/service';
import { succeed } from '@cuelight/core';
import type { Storage } from '../storage/open-storage.js';
import type { Part } from './part.js';

/** Which backend takes new secrets, and how many of the service's own were read from where they are, past the memory. */
export type SecretsPart = { readonly newIn: string; readonly read: number };

/** Whether secrets can be read, tried with those of the service itself. */
export function secretsPart({
  persistence,
  secretBackends,
}: Pick<Storage, 'persistence' | 'secretBackends'>): Part<SecretsPart> {
  const secrets = createSecretsByBackend(secretBackends);
  return async () => {
    let read = 0;
    for await (const holding of heldByService(persistence.serviceSecretRows).each()) {
      if (!holding.ok) return holding;
      for (const { ref, binding } of holding.value.secrets) {
        const secret = await secrets.read(ref, binding);
        if (!secret.ok) return secret;
        read += 1;
      }
    }
    return succeed({ newIn: secretBackends.newIn, read });
  };
}
