/** Which users are locked because somebody guessed at their password. Users are named by their keys. */
export interface Lockout {
  isLocked(userKey: string): boolean;
  /** Counts a wrong password; the tenth in a row locks the user. */
  failed(userKey: string): void;
  /** Locks a user, or unlocks them, whatever passwords were tried. */
  set(userKey: string, isLocked: boolean): void;
  /** Forgets the wrong passwords before a right one. */
  succeeded(userKey: string): void;
}

/** Source: UiPath docs and forum.uipath.com, topic 307460: the default policy. */
const mostFailures = 10;
const lockedMs = 300_000;

/** Nobody is locked. */
export function createLockout(nowMs: () => number): Lockout {
  const failures = new Map<string, number>();
  const lockedUntilMs = new Map<string, number>();

  return {
    isLocked: (userKey) => nowMs() < (lockedUntilMs.get(userKey) ?? 0),
    failed(userKey) {
      const count = (failures.get(userKey) ?? 0) + 1;
      failures.set(userKey, count % mostFailures);
      if (count === mostFailures) lockedUntilMs.set(userKey, nowMs() + lockedMs);
    },
    set(userKey, isLocked) {
      failures.delete(userKey);
      lockedUntilMs.set(userKey, isLocked ? nowMs() + lockedMs : 0);
    },
    succeeded(userKey) {
      failures.delete(userKey);
    },
  };
}
