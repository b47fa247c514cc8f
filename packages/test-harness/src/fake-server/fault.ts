/** Something that goes wrong with requests. */
export interface FakeFault {
  /** Only requests of which the name in the journal contains this; all requests when absent. */
  readonly on?: string;
  /** How many requests it hits; each that comes when absent. */
  readonly times?: number;
  /** Whether the work is done before the answer goes wrong. */
  readonly isAfterTheWork?: boolean;
  /**
   * What happens: an answer with a status; no answer until the fake is closed; a connection that is cut off; an answer
   * that is a web page; or the right answer, cut in half.
   */
  readonly what:
    | { readonly status: number; readonly retryAfterS?: number; readonly kind?: string }
    | 'hang'
    | 'reset'
    | 'web-page'
    | 'half';
}

/** The faults that are still to come. */
export interface FakeFaults {
  add(fault: FakeFault): void;
  clear(): void;
  /** The oldest that hits a request of this name; one that is used up is forgotten. */
  take(name: string): FakeFault | undefined;
}

/** None yet. */
export function createFaults(): FakeFaults {
  let faults: { readonly fault: FakeFault; left: number }[] = [];
  return {
    add(fault) {
      faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear() {
      faults = [];
    },
    take(name) {
      const hit = faults.find(({ fault }) => name.includes(fault.on ?? ''));
      if (hit === undefined) return undefined;
      hit.left -= 1;
      if (hit.left <= 0) faults = faults.filter((other) => other !== hit);
      return hit.fault;
    },
  };
}
