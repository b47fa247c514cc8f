import {
  type Failure,
  fail,
  type Result,
  type SecretReader,
  type SecretRef,
  type SecretStore,
  succeed,
} from '@cuelight/core';

/** Which backends there are, by the name that references have. */
export interface SecretsByBackendOptions {
  readonly stores: ReadonlyMap<string, SecretStore>;
  /** Where new secrets go; one of `stores`. */
  readonly newIn: string;
  /** Those that are read from alone, such as `environment`. */
  readonly readers?: ReadonlyMap<string, SecretReader>;
}

/**
 * Several secret backends as one: a secret is read and deleted where its reference says, and a new one goes to one of
 * them. A reference to a backend that is not among them is `secret-unavailable`, never `secret-missing`.
 */
export function createSecretsByBackend({ stores, newIn, readers }: SecretsByBackendOptions): SecretStore {
  const forNew = stores.get(newIn);
  if (forNew === undefined) throw new Error(`There is no secret backend ${newIn} for new secrets.`);

  return {
    async read(ref, binding) {
      const reader = readers?.get(ref.backend);
      if (reader !== undefined) return reader.read(ref, binding);
      const store = storeOf(ref);
      return store.ok ? store.value.read(ref, binding) : store;
    },
    put: (binding, secret) => forNew.put(binding, secret),
    async delete(ref) {
      const store = storeOf(ref);
      return store.ok ? store.value.delete(ref) : store;
    },
    deleteOthers: (of, kept) => inEach((store) => store.deleteOthers(of, kept)),
    deleteAll: (owner) => inEach((store) => store.deleteAll(owner)),
  };

  function storeOf({ backend }: SecretRef): Result<SecretStore, Failure> {
    const store = stores.get(backend);
    if (store !== undefined) return succeed(store);
    const detail = `The secret is kept by the backend ${backend}, which this host does not read from.`;
    return fail({ code: 'secret-unavailable', detail });
  }

  /** In all of them, although one may fail; the first failure is answered. */
  async function inEach(run: (store: SecretStore) => Promise<Result<void, Failure>>): Promise<Result<void, Failure>> {
    let outcome: Result<void, Failure> = succeed(undefined);
    for (const store of stores.values()) {
      const ran = await run(store);
      if (outcome.ok && !ran.ok) outcome = ran;
    }
    return outcome;
  }
}
