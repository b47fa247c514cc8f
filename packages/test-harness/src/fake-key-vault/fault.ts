/** Something that goes wrong with requests to the vault. */
export interface VaultFault {
  /** Requests of this method only. */
  readonly method?: string;
  /** Requests of which the path contains this. */
  readonly path?: string;
  /** Hits requests without a token, which are challenged, instead of those with one. */
  readonly isOnChallenge?: boolean;
  /** How many such requests pass before; none when absent. */
  readonly after?: number;
  /** How many requests it hits; all of them when absent. */
  readonly times?: number;
  /** Whether the vault does its work before it fails to answer. */
  readonly isAfterTheWork?: boolean;
  /**
   * What happens: an answer with a status, the right answer after some time, no answer until the vault is closed, a
   * connection that is cut off, or an answer that is no JSON.
   */
  readonly what:
    | { readonly status: number; readonly retryAfterS?: number }
    | { readonly lateMs: number }
    | 'hang'
    | 'reset'
    | 'garbage';
}

/** The faults that are still to come. */
export interface Faults {
  add(fault: VaultFault): void;
  clear(): void;
  /** The first that hits this request; a fault that is used up is forgotten. */
  take(method: string, path: string, isChallenge: boolean): VaultFault | undefined;
}

/** None yet. */
export function createFaults(): Faults {
  let faults: { readonly fault: VaultFault; before: number; left: number }[] = [];
  return {
    add(fault) {
      faults.push({ fault, before: fault.after ?? 0, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear() {
      faults = [];
    },
    take(method, path, isChallenge) {
      const hit = faults.find(
        ({ fault }) =>
          (fault.isOnChallenge ?? false) === isChallenge &&
          (fault.method ?? method) === method &&
          path.toLowerCase().includes(fault.path ?? ''),
      );
      if (hit === undefined) return undefined;
      hit.before -= 1;
      if (hit.before >= 0) return undefined;
      hit.left -= 1;
      if (hit.left <= 0) faults = faults.filter((other) => other !== hit);
      return hit.fault;
    },
  };
}
