import {
  type Failure,
  fail,
  type Holding,
  type Result,
  type SecretHolder,
  type SecretRef,
  type ServiceSecretName,
  serviceSecretNames,
  succeed,
} from '@cuelight/core';
import { bindingOf } from './binding-of.js';
import type { ServiceSecretRows } from './service-secret-rows.js';

/** The service's own secrets as rows that name secrets. Such a row does not tell of loose ones. */
export function heldByService(rows: ServiceSecretRows): SecretHolder {
  return {
    async *each() {
      for (const name of serviceSecretNames) {
        const ref = await rows.find(name);
        if (!ref.ok) {
          yield ref;
          return;
        }
        if (ref.value !== undefined) yield succeed(holdingOf(name, ref.value, rows));
      }
    },
  };
}

function holdingOf(name: ServiceSecretName, ref: SecretRef, rows: ServiceSecretRows): Holding {
  const holding: Holding = {
    owner: 'service',
    secrets: [{ ref, binding: bindingOf(name) }],
    expectLoose: async () => succeed(holding),
    async swap(next): Promise<Result<Holding, Failure>> {
      const to = next(ref);
      const replaced = await rows.replace(name, ref, to);
      if (!replaced.ok) return replaced;
      if (replaced.value) return succeed(holdingOf(name, to, rows));
      return fail({ code: 'changed-meanwhile', detail: `The secret ${name} of the service is elsewhere by now.` });
    },
    nothingLoose: async () => succeed(holding),
    async again() {
      const now = await rows.find(name);
      return now.ok ? succeed(now.value && holdingOf(name, now.value, rows)) : now;
    },
  };
  return holding;
}
