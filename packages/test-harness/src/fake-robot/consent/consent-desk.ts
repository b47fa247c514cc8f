import { randomBytes } from 'node:crypto';

/** What becomes of a code that a page shows: it is approved at once, waits for somebody to decide, or is rejected at once. */
export const consentModes = ['approve', 'ask', 'reject'] as const;

/** One of {@link consentModes}. */
export type ConsentMode = (typeof consentModes)[number];

/** Where a code stands. A pending one times out; an approved one is good for as long as its token is. */
export type ConsentState = 'pending' | 'approved' | 'rejected' | 'timed-out' | 'expired';

/** A code that a page has sent. */
export interface ConsentCode {
  readonly code: string;
  /** Null for a client that names no origin. */
  readonly origin: string | null;
  readonly state: ConsentState;
}

/** Who asks to be let in. */
export interface Visitor {
  readonly origin: string | undefined;
  readonly token: string | undefined;
  readonly code: string | undefined;
  /** Whether nobody has to be asked about its origin. */
  readonly isAllowListed: boolean;
}

/** Whether a visitor is let in, with a new token or with none; else the status of the refusal. */
export type Admission =
  | { readonly ok: true; readonly token?: string }
  | { readonly ok: false; readonly status: 401 | 403 };

/** Decides who may talk to the robot, as the user in front of it has decided. */
export interface ConsentDesk {
  admit(visitor: Visitor): Admission;
  setMode(mode: ConsentMode): void;
  codes(): readonly ConsentCode[];
  /** Decides about a pending code; whether there was one. */
  decide(code: string, verdict: 'approved' | 'rejected'): boolean;
  /** Makes every token invalid. */
  expireTokens(): void;
}

interface Entry {
  readonly code: string;
  readonly origin: string | null;
  readonly askedMs: number;
  verdict: 'pending' | 'approved' | 'rejected';
  token: string | undefined;
}

/** How long a page waits for the user. Source: `@uipath/robot` 1.3.1. */
const patienceMs = 60_000;
const dayMs = 86_400_000;

/** @param tokenDays how long a token lasts, on the clock of `nowMs` */
export function createConsentDesk(nowMs: () => number, firstMode: ConsentMode, tokenDays: number): ConsentDesk {
  const entries: Entry[] = [];
  const tokens = new Map<string, { readonly origin: string | null; readonly expiresMs: number }>();
  let mode = firstMode;

  function isGood(token: string | undefined, origin: string | null): token is string {
    const known = token === undefined ? undefined : tokens.get(token);
    return known !== undefined && known.origin === origin && nowMs() < known.expiresMs;
  }

  function stateOf({ verdict, askedMs, token, origin }: Entry): ConsentState {
    if (verdict === 'pending') return nowMs() - askedMs < patienceMs ? 'pending' : 'timed-out';
    return verdict === 'approved' && !isGood(token, origin) ? 'expired' : verdict;
  }

  function settle(entry: Entry, verdict: 'approved' | 'rejected'): void {
    entry.verdict = verdict;
    if (verdict === 'rejected') return;
    entry.token = randomBytes(24).toString('base64url');
    tokens.set(entry.token, { origin: entry.origin, expiresMs: nowMs() + tokenDays * dayMs });
  }

  function entryFor(code: string, origin: string | null, isAllowListed: boolean): Entry {
    const known = entries.find((entry) => entry.code === code && entry.origin === origin);
    if (known !== undefined) return known;
    const entry: Entry = { code, origin, askedMs: nowMs(), verdict: 'pending', token: undefined };
    entries.push(entry);
    if (isAllowListed || mode === 'approve') settle(entry, 'approved');
    else if (mode === 'reject') settle(entry, 'rejected');
    return entry;
  }

  return {
    admit({ origin = null, token, code, isAllowListed }) {
      if (isGood(token, origin)) return { ok: true };
      if (code === undefined || !/^\d{6}$/.test(code)) return { ok: false, status: 401 };
      const entry = entryFor(code, origin, isAllowListed);
      const state = stateOf(entry);
      if (state === 'approved' && entry.token !== undefined) return { ok: true, token: entry.token };
      return { ok: false, status: state === 'rejected' ? 403 : 401 };
    },
    setMode(next) {
      mode = next;
    },
    codes: () => entries.map((entry) => ({ code: entry.code, origin: entry.origin, state: stateOf(entry) })),
    decide(code, verdict) {
      const entry = entries.find((candidate) => candidate.code === code && stateOf(candidate) === 'pending');
      if (entry !== undefined) settle(entry, verdict);
      return entry !== undefined;
    },
    expireTokens: () => tokens.clear(),
  };
}
