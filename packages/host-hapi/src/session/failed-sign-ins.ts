/** Counts the sign-ins that failed, so that nobody can try keys and codes one after the other. */
export interface FailedSignIns {
  /** How long a peer has to wait before it may try again, in milliseconds; 0 when it may at once. */
  waitMs(peer: string): number;
  /** Notes a sign-in of a peer as failed, before it is known; the answer takes the note back. So none at once slips by. */
  note(peer: string): () => void;
}

/** How often a peer may fail within a minute. Behind a proxy all are one peer. */
export const mostFailures = 20;

const windowMs = 60_000;

/** Of how many peers it is known how they fared: with one more, the one that was first heard of is forgotten. */
const mostPeers = 1_000;

/** Makes an empty count. @param nowMs milliseconds since 1970 */
export function createFailedSignIns(nowMs: () => number): FailedSignIns {
  const failuresOf = new Map<string, readonly number[]>();
  const recent = (peer: string) => (failuresOf.get(peer) ?? []).filter((atMs) => atMs > nowMs() - windowMs);

  return {
    waitMs(peer) {
      const failures = recent(peer);
      const [first = 0] = failures;
      return failures.length < mostFailures ? 0 : first + windowMs - nowMs();
    },
    note(peer) {
      const failures = [...recent(peer), nowMs()].slice(-mostFailures);
      const oldest = failuresOf.keys().next().value;
      if (!failuresOf.has(peer) && failuresOf.size >= mostPeers && oldest !== undefined) failuresOf.delete(oldest);
      failuresOf.set(peer, failures);
      return () => {
        const noted = failuresOf.get(peer) ?? [];
        failuresOf.set(peer, noted.toSpliced(noted.lastIndexOf(failures.at(-1) ?? 0), 1));
      };
    },
  };
}
