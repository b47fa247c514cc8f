import { heldByService } from '@cuelight/adapters/secrets/service';
import { systemClock } from '@cuelight/adapters/system';
import { heldByConnections, type SecretHolder } from '@cuelight/core';
import type { Storage } from './open-storage.js';

/** Everything in a database that names secrets. */
export function secretHolders({ persistence }: Pick<Storage, 'persistence'>): readonly SecretHolder[] {
  const { connections, serviceSecretRows } = persistence;
  return [heldByConnections({ connections, clock: systemClock }), heldByService(serviceSecretRows)];
}
