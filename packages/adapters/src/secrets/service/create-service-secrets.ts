import {
  type Failure,
  fail,
  isSameRef,
  type Randomness,
  type Result,
  Secret,
  type SecretRef,
  type SecretStore,
  type ServiceSecretName,
  type ServiceSecrets,
  succeed,
} from '@cuelight/core';
import { bindingOf } from './binding-of.js';
import type { ServiceSecretRows } from './service-secret-rows.js';

/** What the service's own secrets need: where it is noted where they are, and what keeps them. */
export interface ServiceSecretsOptions {
  readonly rows: ServiceSecretRows;
  readonly secrets: SecretStore;
  readonly randomness: Pick<Randomness, 'secretText'>;
}

/**
 * The service's own secrets: 32 random bytes each, made at first use and kept by a secret backend. Once read, a secret
 * stays in memory; a failure does not, so the next call tries again.
 */
export function createServiceSecrets({ rows, secrets, randomness }: ServiceSecretsOptions): ServiceSecrets {
  const known = new Map<ServiceSecretName, Secret>();
  const underWay = new Map<ServiceSecretName, Promise<Result<Secret, Failure>>>();

  return {
    async get(name) {
      const secret = known.get(name);
      if (secret !== undefined) return succeed(secret);
      const running = underWay.get(name) ?? readOrMake(name).finally(() => underWay.delete(name));
      underWay.set(name, running);
      const got = await running;
      if (got.ok) known.set(name, got.value);
      return got;
    },
  };

  async function readOrMake(name: ServiceSecretName): Promise<Result<Secret, Failure>> {
    const found = await rows.find(name);
    if (!found.ok) return found;
    if (found.value !== undefined) return readAt(name, found.value);
    const ours = await secrets.put(bindingOf(name), new Secret(randomness.secretText(32)));
    return ours.ok ? agree(name, ours.value) : ours;
  }

  /** Once more at where it is by then, when it was moved to another backend since the row was read. */
  async function readAt(name: ServiceSecretName, ref: SecretRef): Promise<Result<Secret, Failure>> {
    const read = await secrets.read(ref, bindingOf(name));
    if (read.ok || read.failure.code !== 'secret-missing') return read;
    const now = await rows.find(name);
    if (!now.ok) return now;
    return now.value === undefined || isSameRef(now.value, ref) ? read : readAt(name, now.value);
  }

  /** Several hosts may have made one: the first row holds, and the others delete theirs. */
  async function agree(name: ServiceSecretName, ours: SecretRef): Promise<Result<Secret, Failure>> {
    const inserted = await rows.insertIfAbsent(name, ours);
    const winner = inserted.ok ? await rows.find(name) : inserted;
    if (!winner.ok) return winner;
    if (winner.value === undefined)
      return fail({ code: 'changed-meanwhile', detail: `The secret ${name} was removed.` });
    // If this fails, a secret stays behind that nothing refers to: harmless, and no reason to fail.
    if (!isSameRef(winner.value, ours)) await secrets.delete(ours);
    return secrets.read(winner.value, bindingOf(name));
  }
}
