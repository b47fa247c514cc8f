import {
  type Failure,
  fail,
  type Secret,
  type SecretBinding,
  type SecretRef,
  type SecretStore,
  succeed,
} from '@cuelight/core';

/** The backend `memory`: secrets for as long as the process runs, for tests and for embedding. Runs in a browser too. */
export function createMemorySecrets(): SecretStore {
  const kept = new Map<
    string,
    { readonly binding: SecretBinding; readonly boundTo: string; readonly secret: Secret }
  >();
  let versions = 0;

  return {
    async read(ref, binding) {
      if (ref.backend !== backend) return fail(notOurs(ref));
      const found = kept.get(keyOf(ref));
      const what = `The ${binding.field} of ${binding.owner}`;
      if (found === undefined) return fail({ code: 'secret-missing', detail: `${what} is not there.` });
      if (found.boundTo !== canonical(binding)) {
        return fail({ code: 'secret-unreadable', detail: `${what} is bound to something else.` });
      }
      return succeed(found.secret);
    },

    async put(binding, secret) {
      versions += 1;
      const ref: SecretRef = { backend, name: `${binding.owner}/${binding.field}`, version: String(versions) };
      kept.set(keyOf(ref), { binding, boundTo: canonical(binding), secret });
      return succeed(ref);
    },

    async delete(ref) {
      if (ref.backend !== backend) return fail(notOurs(ref));
      kept.delete(keyOf(ref));
      return succeed(undefined);
    },

    async deleteOthers({ owner, field }, refs) {
      const keys = refs.filter((ref) => ref.backend === backend).map(keyOf);
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

const backend = 'memory';

function keyOf({ name, version }: SecretRef): string {
  return JSON.stringify([name, version]);
}

function canonical({ owner, field, origins }: SecretBinding): string {
  return JSON.stringify([owner, field, [...new Set(origins)].sort()]);
}

function notOurs(ref: SecretRef): Failure {
  return { code: 'secret-unavailable', detail: `The secret is kept by the backend ${ref.backend}, not by ${backend}.` };
}
