/** What a job tells while it runs: a text of the activity Report Status, or what Send Interim Result hands over. */
export type JobEntry =
  | { readonly kind: 'status'; readonly text: string }
  | { readonly kind: 'event'; readonly name: string; readonly payload: string };

/** Entries on their way to a client. Exactly one of the two functions is called, once. */
export interface Parcel {
  readonly entries: readonly JobEntry[];
  /** They have been sent, and are forgotten. */
  sent(): void;
  /** The connection was gone before: they are kept, in front of later ones. */
  lost(): void;
}

/** What a job has told and no client has been sent yet, in order. */
export interface Outbox {
  add(entry: JobEntry): void;
  /** How many entries wait; those on their way do not count. */
  waiting(): number;
  /** Takes all that waits; `undefined` while an earlier parcel is on its way, since its entries may come back. */
  take(): Parcel | undefined;
}

/**
 * An empty outbox.
 * @param changed called after each change that a waiting client may care for
 */
export function createOutbox(changed: () => void): Outbox {
  let waiting: readonly JobEntry[] = [];
  let isUnderway = false;

  return {
    add(entry) {
      waiting = [...waiting, entry];
      changed();
    },
    waiting: () => waiting.length,
    take() {
      if (isUnderway) return undefined;
      const entries = waiting;
      waiting = [];
      isUnderway = true;
      const arrive = (kept: readonly JobEntry[]): void => {
        isUnderway = false;
        waiting = [...kept, ...waiting];
        changed();
      };
      return { entries, sent: () => arrive([]), lost: () => arrive(entries) };
    },
  };
}
