import { type Caller, type Cuelight, fail, type Result, Secret, succeed } from '@cuelight/core';
import type { CallerOfKey } from '../http/caller-of-key.js';
import type { Refusal } from '../problems/refusal.js';
import type { FailedSignIns } from './failed-sign-ins.js';
import type { IsOwnOrigin } from './own-origin.js';
import { cookieOf, noCookies, sessionIdsIn } from './session-cookie.js';
import type { Session, Sessions } from './sessions.js';
import type { SignInCodes } from './sign-in-codes.js';

/** Signing people in to the service's own pages, and out. */
export interface SignIn {
  /**
   * Signs in with an API key or a code.
   *
   * @returns `origin-not-own`, `too-many-sign-ins`, `sign-in-refused`, `not-allowed` for a key that has no use for it,
   *   `storage-unavailable`, `secret-*`
   */
  signIn(request: SigningIn, given: Given): Promise<Result<SignedIn, Refusal>>;
  /** Ends the sessions that the request names, if any, and answers the headers Set-Cookie for that. Else `origin-not-own`. */
  signOut(request: SigningIn): Result<readonly string[], Refusal>;
  /** Makes a code for one sign-in as this caller. */
  makeCode: SignInCodes['make'];
}

/** What is known of the request. */
export interface SigningIn {
  readonly headers: Readonly<Record<string, unknown>>;
  /** Who opened the connection. */
  readonly peer: string;
}

/** What somebody signs in with: one of the two. */
export interface Given {
  readonly key?: string;
  readonly code?: string;
}

/** Who has signed in, and the header Set-Cookie for it. */
export interface SignedIn {
  readonly session: Session;
  readonly cookie: string;
}

/** What signing in needs. */
export interface SignInPorts {
  readonly callerOfKey: CallerOfKey;
  readonly apps: Pick<Cuelight['apps'], 'isCurrent'>;
  readonly sessions: Sessions;
  readonly codes: SignInCodes;
  readonly failed: FailedSignIns;
  readonly isOwnOrigin: IsOwnOrigin;
  /** Whether everything from this peer has come over TLS. */
  isOverTls(peer: string): boolean;
  nowMs(): number;
}

/** Makes it. */
export function createSignIn(ports: SignInPorts): SignIn {
  const { callerOfKey, apps, sessions, codes, failed, isOwnOrigin, isOverTls, nowMs } = ports;

  return {
    async signIn({ headers, peer }, given) {
      if (!isOwnOrigin(headers)) return fail(originNotOwn);
      const waitMs = failed.waitMs(peer);
      if (waitMs > 0) return fail({ ...tooManySignIns, retryAfterMs: waitMs });
      const takeBack = failed.note(peer);
      const caller = await callerOf(given);
      if (!caller.ok || caller.value !== undefined) takeBack();
      if (!caller.ok) return caller;
      if (caller.value === undefined) {
        return fail({
          code: 'sign-in-refused',
          detail: `The ${given.code === undefined ? 'key' : 'code'} is not valid.`,
        });
      }
      if (caller.value.scope === 'runtime') return fail(runtimeKey);
      const isSecure = isOverTls(peer) || String(headers.origin).startsWith('https:');
      const { id, session } = sessions.open(caller.value, isSecure);
      return succeed({ session, cookie: cookieOf(id, session.caller.untilMs - nowMs()) });
    },
    signOut({ headers }) {
      if (!isOwnOrigin(headers)) return fail(originNotOwn);
      for (const id of sessionIdsIn(headers.cookie)) sessions.end(id);
      return succeed(noCookies);
    },
    makeCode: (caller) => codes.make(caller),
  };

  async function callerOf({ key, code }: Given): Promise<Result<Caller | undefined, Refusal>> {
    if (code === undefined) return callerOfKey(new Secret(key ?? ''));
    const caller = codes.redeem(new Secret(code));
    const isCurrent = caller === undefined ? succeed(false) : await apps.isCurrent(caller);
    return isCurrent.ok ? succeed(isCurrent.value ? caller : undefined) : isCurrent;
  }
}

/** The refusal of what a page elsewhere asks for in the name of whoever is signed in. */
export const originNotOwn = {
  code: 'origin-not-own',
  detail: 'The header Origin is missing, or does not name a page of this service.',
} as const;

const tooManySignIns = {
  code: 'too-many-sign-ins',
  detail: 'Too many sign-ins from this address have failed.',
} as const;

const runtimeKey = {
  code: 'not-allowed',
  detail: 'A key of scope runtime may not do this; it takes admin or designer.',
} as const;
