import type { Clock, Failure, Result, Secret, SecretBinding, SecretRef, SecretStore } from '@cuelight/core';

/** What is kept in memory of a secret backend. */
export interface CachedSecretsOptions {
  readonly store: SecretStore;
  readonly clock: Pick<Clock, 'nowMs'>;
  /**
   * For how long a value is given out again without asking: as long may a secret that was deleted by another host go on
   * being read here. A replaced secret has another reference, and is never given out in place of the new one.
   * @default 30,000
   */
  readonly keptForMs?: number;
  /** So many values at most; the one read least recently goes first. @default 1,000 */
  readonly most?: number;
}

/**
 * A secret backend whose values are kept in memory for a moment, so that a call to Orchestrator does not wait for a
 * vault. Asked for the same by several at once, it asks once. A failure is not kept. What is deleted through it is
 * forgotten at once.
 */
export function createCachedSecrets(options: CachedSecretsOptions): SecretStore {
  const { store, clock, keptForMs = 30_000, most = 1_000 } = options;
  const kept = new Map<string, Kept>();

  const forget = (isMeant: (kept: Kept) => boolean) => {
    for (const [key, each] of kept) if (isMeant(each)) kept.delete(key);
  };

  /** Held no longer than it is given out, although nobody may ask for it any more: all are looked at whenever one is read. */
  const isPast = ({ readAtMs }: Kept) => clock.nowMs() - readAtMs >= keptForMs;

  /** Before, and once more after, since it may have been read in between. */
  const forgetting = async <T>(isMeant: (kept: Kept) => boolean, run: () => Promise<T>): Promise<T> => {
    forget(isMeant);
    try {
      return await run();
    } finally {
      forget(isMeant);
    }
  };

  return {
    read(ref, binding) {
      const key = keyOf(ref, binding);
      const known = kept.get(key);
      kept.delete(key);
      if (known !== undefined && !isPast(known)) {
        // Set anew, it is the last that will go.
        kept.set(key, known);
        return known.value;
      }
      forget(isPast);
      const entry: Kept = { ref, binding, readAtMs: clock.nowMs(), value: store.read(ref, binding) };
      kept.set(key, entry);
      dropTheOldest();
      const drop = () => {
        if (kept.get(key) === entry) kept.delete(key);
      };
      entry.value.then((read) => !read.ok && drop(), drop);
      return entry.value;
    },
    put: (binding, secret) => store.put(binding, secret),
    delete: (ref) =>
      forgetting(
        (each) => isSame(each.ref, ref),
        () => store.delete(ref),
      ),
    deleteOthers: (of, refs) =>
      forgetting(
        ({ ref, binding }) =>
          binding.owner === of.owner && binding.field === of.field && !refs.some((other) => isSame(ref, other)),
        () => store.deleteOthers(of, refs),
      ),
    deleteAll: (owner) =>
      forgetting(
        ({ binding }) => binding.owner === owner,
        () => store.deleteAll(owner),
      ),
  };

  function dropTheOldest(): void {
    for (const key of kept.keys()) {
      if (kept.size <= most) return;
      kept.delete(key);
    }
  }
}

interface Kept {
  readonly ref: SecretRef;
  readonly binding: SecretBinding;
  readonly readAtMs: number;
  readonly value: Promise<Result<Secret, Failure>>;
}

/** All of what a read depends on, so that what one binding opened is not given to another. */
function keyOf({ backend, name, version }: SecretRef, { owner, field, origins }: SecretBinding): string {
  return JSON.stringify([backend, name, version, owner, field, [...new Set(origins)].sort()]);
}

function isSame(one: SecretRef, other: SecretRef): boolean {
  return one.backend === other.backend && one.name === other.name && one.version === other.version;
}
