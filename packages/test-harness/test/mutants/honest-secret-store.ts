import { fail, type Secret, type SecretBinding, type SecretRef, type SecretStore, succeed } from '@cuelight/core';

/** A secret as {@link honestSecretStore} keeps it. */
export interface KeptSecret {
  readonly ref: SecretRef;
  readonly binding: SecretBinding;
  readonly secret: Secret;
}

/** A secret store that keeps what its port promises, as plainly as can be. */
export interface HonestSecretStore extends SecretStore {
  /** What it keeps, for mutants to do wrong things with. */
  readonly kept: Map<string, KeptSecret>;
  /** Whether two bindings are the same; a mutant may have another opinion. */
  isSame(a: SecretBinding, b: SecretBinding): boolean;
}

/** Makes one, empty. */
export function honestSecretStore(): HonestSecretStore {
  const kept = new Map<string, KeptSecret>();
  let puts = 0;
  return {
    kept,
    isSame: (a, b) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)),
    async read(ref, binding) {
      if (ref.backend !== 'honest') return fail({ code: 'secret-unavailable', detail: 'Kept elsewhere.' });
      const found = kept.get(keyOf(ref));
      if (found === undefined) return fail({ code: 'secret-missing', detail: 'Not there.' });
      const isOwn = this.isSame(found.binding, binding);
      return isOwn ? succeed(found.secret) : fail({ code: 'secret-unreadable', detail: 'Bound to something else.' });
    },
    async put(binding, secret) {
      puts += 1;
      const ref = { backend: 'honest', name: `${binding.owner}/${binding.field}`, version: String(puts) };
      kept.set(keyOf(ref), { ref, binding, secret });
      return succeed(ref);
    },
    async delete(ref) {
      if (ref.backend !== 'honest') return fail({ code: 'secret-unavailable', detail: 'Kept elsewhere.' });
      kept.delete(keyOf(ref));
      return succeed(undefined);
    },
    async deleteOthers({ owner, field }, refs) {
      const keys = refs.map(keyOf);
      for (const [key, { binding }] of kept) {
        if (binding.owner === owner && binding.field === field && !keys.includes(key)) kept.delete(key);
      }
      return succeed(undefined);
    },
    async deleteAll(owner) {
      for (const [key, { binding }] of kept) if (binding.owner === owner) kept.delete(key);
      return succeed(undefined);
    },
  };
}

/** The key of a secret in {@link HonestSecretStore.kept}. */
export function keyOf({ name, version }: SecretRef): string {
  return JSON.stringify([name, version]);
}

function sorted({ owner, field, origins }: SecretBinding): readonly unknown[] {
  return [owner, field, [...origins].sort()];
}
