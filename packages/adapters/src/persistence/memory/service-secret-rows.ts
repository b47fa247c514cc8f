import { isSameRef, type SecretRef, type ServiceSecretName, succeed } from '@cuelight/core';
import type { ServiceSecretRows } from '../../secrets/service/service-secret-rows.js';

/** Where the service's own secrets are, in memory. */
export function memoryServiceSecretRows(): ServiceSecretRows {
  const rows = new Map<ServiceSecretName, SecretRef>();
  return {
    async find(name) {
      return succeed(rows.get(name));
    },

    async insertIfAbsent(name, ref) {
      if (!rows.has(name)) rows.set(name, ref);
      return succeed(undefined);
    },

    async replace(name, from, to) {
      const isNamed = isSameRef(rows.get(name), from);
      if (isNamed) rows.set(name, to);
      return succeed(isNamed);
    },
  };
}
