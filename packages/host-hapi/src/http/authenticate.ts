import { type Caller, type Cuelight, fail, type Result, Secret, succeed } from '@cuelight/core';
import type { Refusal } from '../problems/refusal.js';
import { sessionIdsIn } from '../session/session-cookie.js';
import type { Session, Sessions } from '../session/sessions.js';
import type { CallerOfKey } from './caller-of-key.js';

/** Whose request it is. */
export interface Identified {
  readonly caller: Caller;
  /** Present where a page of the service itself calls with its cookie instead of a key. */
  readonly session?: Session;
}

/**
 * Tells whose key, token or session a request carries. A key that is sent counts, whatever cookie is sent along.
 *
 * @returns `key-required` for a missing and a wrong one, alike; `storage-unavailable`, `secret-*`
 */
export type Authenticate = (headers: Readonly<Record<string, unknown>>) => Promise<Result<Identified, Refusal>>;

/** What authenticating needs. */
export interface AuthenticatePorts {
  readonly callerOfKey: CallerOfKey;
  readonly apps: Pick<Cuelight['apps'], 'isCurrent'>;
  readonly sessions: Pick<Sessions, 'find' | 'end'>;
}

/** Makes it. */
export function createAuthenticate({ callerOfKey, apps, sessions }: AuthenticatePorts): Authenticate {
  return async ({ authorization, cookie }) => {
    if (authorization === undefined) return bySession(cookie);
    // Long enough for a token that names as many processes as one can.
    const key = /^Bearer +(\S{1,4000})$/i.exec(typeof authorization === 'string' ? authorization : '')?.[1];
    if (key === undefined) return fail(noKey);
    const caller = await callerOfKey(new Secret(key));
    if (!caller.ok) return caller;
    if (caller.value !== undefined) return succeed({ caller: caller.value });
    return fail({ code: 'key-required', detail: 'The API key is not valid.' });
  };

  async function bySession(cookie: unknown): Promise<Result<Identified, Refusal>> {
    for (const id of sessionIdsIn(cookie)) {
      const session = sessions.find(id);
      if (session === undefined) continue;
      const isCurrent = await apps.isCurrent(session.caller);
      if (!isCurrent.ok) return isCurrent;
      if (isCurrent.value) return succeed({ caller: session.caller, session });
      sessions.end(id);
    }
    return fail(noKey);
  }
}

const noKey = { code: 'key-required', detail: 'The request has no API key.' } as const;
