import { randomBytes } from 'node:crypto';
import { Secret, type ServiceSecretName, type ServiceSecrets, succeed } from '@cuelight/core';
import type { TwoHosts } from '../../src/contracts/service-secrets.js';
import type { Mutant } from './mutant.js';

/** Two hosts on one database, which keep what their port promises. */
export function honestServiceSecrets(): TwoHosts {
  const database = new Map<ServiceSecretName, Secret>();
  return { one: host(database), other: host(database) };
}

/** Pairs of hosts with a fault each. */
export const serviceSecretsMutants: readonly Mutant<TwoHosts, TwoHosts>[] = [
  {
    fault: 'makes secrets that can be guessed',
    caughtBy: 'makes a secret that cannot be guessed at first use, and hands out the same ever after',
    break: ({ other }) => ({ one: { get: async (name) => succeed(new Secret(name)) }, other }),
  },
  {
    fault: 'makes a new secret each time',
    caughtBy: 'makes a secret that cannot be guessed at first use, and hands out the same ever after',
    break: ({ other }) => ({ one: { get: (name) => host(new Map()).get(name) }, other }),
  },
  {
    fault: 'has one secret for all names',
    caughtBy: 'makes a different secret for each name',
    break: ({ one, other }) => ({ one: { get: () => one.get('reference-tag') }, other }),
  },
  {
    fault: 'has a secret of its own on each host',
    caughtBy: 'hands out to one host what another has made',
    break: () => ({ one: host(new Map()), other: host(new Map()) }),
  },
  {
    fault: 'makes a secret for each who asks at once',
    caughtBy: 'hands out the same to all who ask at once, on both hosts',
    break() {
      const database = new Map<ServiceSecretName, Secret>();
      return { one: racing(database), other: racing(database) };
    },
  },
];

function host(database: Map<ServiceSecretName, Secret>): ServiceSecrets {
  return {
    async get(name) {
      const secret = database.get(name) ?? new Secret(randomBytes(32).toString('base64url'));
      database.set(name, secret);
      return succeed(secret);
    },
  };
}

/** Looks first and writes later, as if it were alone. */
function racing(database: Map<ServiceSecretName, Secret>): ServiceSecrets {
  return {
    async get(name) {
      const known = database.get(name);
      await Promise.resolve();
      const secret = known ?? new Secret(randomBytes(32).toString('base64url'));
      database.set(name, secret);
      return succeed(secret);
    },
  };
}
