import { fail, Secret, type SecretBinding, type SecretRef, type SecretStore, succeed } from '../../src/index.js';

/** A secret backend in memory, into which a test can look. */
export interface SecretShelf extends SecretStore {
  readonly kept: Map<string, { readonly binding: SecretBinding; readonly text: string }>;
}

/** @param backend the name that its references have */
export function createSecretShelf(backend: string): SecretShelf {
  const kept: SecretShelf['kept'] = new Map();
  let number = 0;
  return {
    kept,
    async read({ name }, binding) {
      const found = kept.get(name);
      if (found === undefined) return fail({ code: 'secret-missing', detail: name });
      if (JSON.stringify(found.binding) !== JSON.stringify(binding))
        return fail({ code: 'secret-unreadable', detail: name });
      return succeed(new Secret(found.text));
    },
    async put(binding, secret) {
      number += 1;
      const ref: SecretRef = { backend, name: `${binding.owner}/${binding.field}/${number}`, version: '1' };
      kept.set(ref.name, { binding, text: secret.reveal() });
      return succeed(ref);
    },
    async delete({ name }) {
      kept.delete(name);
      return succeed(undefined);
    },
    async deleteOthers({ owner, field }, refs) {
      for (const [name, { binding }] of kept) {
        const isMeant = binding.owner === owner && binding.field === field;
        if (isMeant && !refs.some((ref) => ref.backend === backend && ref.name === name)) kept.delete(name);
      }
      return succeed(undefined);
    },
    async deleteAll(owner) {
      for (const [name, { binding }] of kept) if (binding.owner === owner) kept.delete(name);
      return succeed(undefined);
    },
  };
}
