import { fail, Secret, type SecretBinding, type SecretStore, succeed } from '@cuelight/core';
import { type HonestSecretStore, keyOf } from './honest-secret-store.js';
import type { Mutant } from './mutant.js';

/** Secret stores with a fault each. */
export const secretStoreMutants: readonly Mutant<HonestSecretStore, SecretStore>[] = [
  {
    fault: 'keeps secrets in ASCII',
    caughtBy: 'reads any secret as it was put',
    break: (honest) => ({
      ...honest,
      put: (binding, secret) =>
        honest.put(binding, new Secret(Buffer.from(secret.reveal(), 'latin1').toString('ascii'))),
    }),
  },
  {
    fault: 'trims secrets',
    caughtBy: 'reads any secret as it was put',
    break: (honest) => ({
      ...honest,
      put: (binding, secret) => honest.put(binding, new Secret(secret.reveal().trim())),
    }),
  },
  {
    fault: 'minds the order of origins',
    caughtBy: 'opens a secret whatever the order of its origins',
    break: (honest) => boundTo(honest, ({ owner, field, origins }) => [owner, field, origins]),
  },
  {
    fault: 'binds to the first origin only',
    caughtBy: 'opens no secret for another owner, field or list of origins',
    break: (honest) => boundTo(honest, ({ owner, field, origins: [first] }) => [owner, field, first]),
  },
  {
    fault: 'does not bind to the owner',
    caughtBy: 'opens no secret for another owner, field or list of origins',
    break: (honest) => boundTo(honest, ({ field, origins }) => [field, [...origins].sort()]),
  },
  {
    fault: 'does not bind to the field',
    caughtBy: 'opens no secret for another owner, field or list of origins',
    break: (honest) => boundTo(honest, ({ owner, origins }) => [owner, [...origins].sort()]),
  },
  {
    fault: 'joins the origins it binds to',
    caughtBy: 'opens no secret for another owner, field or list of origins',
    break: (honest) => boundTo(honest, ({ owner, field, origins }) => [owner, field, [...origins].sort().join('')]),
  },
  {
    fault: 'binds to the number of origins only',
    caughtBy: 'opens a secret for no binding but its own',
    break: (honest) => boundTo(honest, ({ owner, field, origins }) => [owner, field, origins.length]),
  },
  {
    fault: 'opens what a reference names, for anybody',
    caughtBy: 'opens no secret that another reference names',
    break: (honest) => boundTo(honest, () => []),
  },
  {
    fault: 'takes an absent secret for an empty one',
    caughtBy: 'says that a secret it never had is missing',
    break: (honest) => ({
      ...honest,
      async read(ref, of) {
        const read = await honest.read(ref, of);
        return !read.ok && read.failure.code === 'secret-missing' ? succeed(new Secret('')) : read;
      },
    }),
  },
  {
    fault: 'takes a secret of another backend for an absent one',
    caughtBy: 'does not take a secret of another backend for an absent one',
    break: (honest) => ({
      ...honest,
      async read(ref, of) {
        const read = await honest.read(ref, of);
        if (read.ok || read.failure.code !== 'secret-unavailable') return read;
        return fail({ code: 'secret-missing', detail: 'Not there.' });
      },
    }),
  },
  {
    fault: 'overwrites the version before',
    caughtBy: 'stores each put as a version of its own, and keeps the earlier ones readable',
    break: (honest) => ({
      ...honest,
      async put(of, secret) {
        const ref = { backend: 'honest', name: `${of.owner}/${of.field}`, version: 'latest' };
        honest.kept.set(keyOf(ref), { ref, binding: of, secret });
        return succeed(ref);
      },
    }),
  },
  {
    fault: 'quotes the secret when it does not open it',
    caughtBy: 'shows the secret neither in a reference nor in a failure',
    break: (honest) => ({
      ...honest,
      async read(ref, of) {
        const read = await honest.read(ref, of);
        if (read.ok || read.failure.code !== 'secret-unreadable') return read;
        const detail = `Not for you: ${honest.kept.get(keyOf(ref))?.secret.reveal()}`;
        return fail({ code: 'secret-unreadable', detail });
      },
    }),
  },
  {
    fault: 'deletes every version at once',
    caughtBy: 'deletes one version and keeps the others; deleting one that is gone succeeds',
    break: (honest) => ({
      ...honest,
      async delete(ref) {
        for (const [key, { ref: other }] of honest.kept) if (other.name === ref.name) honest.kept.delete(key);
        return succeed(undefined);
      },
    }),
  },
  {
    fault: 'deletes the other fields of an owner too',
    caughtBy: 'deletes the versions of a field that are not kept, and nothing of another field or owner',
    break: (honest) => ({
      ...honest,
      async deleteOthers({ owner }, kept) {
        const keys = kept.map(keyOf);
        for (const [key, { binding }] of honest.kept) {
          if (binding.owner === owner && !keys.includes(key)) honest.kept.delete(key);
        }
        return succeed(undefined);
      },
    }),
  },
  {
    fault: 'keeps the latest version, whichever is to be kept',
    caughtBy: 'deletes the versions of a field that are not kept, and nothing of another field or owner',
    break: (honest) => ({
      ...honest,
      async deleteOthers(of) {
        const refs = [...honest.kept.values()]
          .filter(({ binding }) => binding.owner === of.owner && binding.field === of.field)
          .map(({ ref }) => ref);
        return honest.deleteOthers(of, refs.slice(-1));
      },
    }),
  },
  {
    fault: 'takes nothing to be kept for nothing to delete',
    caughtBy: 'deletes every version of a field when none is kept, and succeeds when there is none',
    break: (honest) => ({
      ...honest,
      deleteOthers: async (of, kept) => (kept.length === 0 ? succeed(undefined) : honest.deleteOthers(of, kept)),
    }),
  },
  {
    fault: 'deletes the secrets of owners whose id begins alike',
    caughtBy: 'deletes every secret of an owner, earlier versions included, and none of another owner',
    break: (honest) => ({
      ...honest,
      async deleteAll(owner) {
        for (const [key, { ref }] of honest.kept) if (ref.name.startsWith(owner)) honest.kept.delete(key);
        return succeed(undefined);
      },
    }),
  },
  {
    fault: 'deletes only the latest secret of an owner',
    caughtBy: 'deletes every secret of an owner, earlier versions included, and none of another owner',
    break: (honest) => ({
      ...honest,
      async deleteAll(owner) {
        const latest = [...honest.kept].filter(([, kept]) => kept.binding.owner === owner).at(-1);
        if (latest !== undefined) honest.kept.delete(latest[0]);
        return succeed(undefined);
      },
    }),
  },
  {
    fault: 'fails where an owner has no secrets',
    caughtBy: 'succeeds in deleting every secret of an owner without any',
    break: (honest) => ({
      ...honest,
      async deleteAll(owner) {
        const has = [...honest.kept.values()].some((kept) => kept.binding.owner === owner);
        return has ? honest.deleteAll(owner) : fail({ code: 'secret-missing', detail: 'No secrets.' });
      },
    }),
  },
];

/** A store that takes two bindings for the same when these parts of them are. */
function boundTo(honest: HonestSecretStore, parts: (binding: SecretBinding) => readonly unknown[]): HonestSecretStore {
  return { ...honest, isSame: (a, b) => JSON.stringify(parts(a)) === JSON.stringify(parts(b)) };
}
