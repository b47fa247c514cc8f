/** The name of a session in a browser, and whether its cookie goes over TLS alone. */
export interface SessionId {
  readonly text: string;
  readonly isSecure: boolean;
}

/**
 * The names of the cookie. No page of another host below the same domain can set one with the prefix `__Host-`, which takes
 * TLS (RFC 6265bis, section 4.1.3.2): on this machine without TLS there is another.
 */
export const sessionCookieNames = { secure: '__Host-cuelight-session', plain: 'cuelight-session' } as const;

/** The sessions that the header Cookie of a request names: at most one of each kind. */
export function sessionIdsIn(cookie: unknown): readonly SessionId[] {
  if (typeof cookie !== 'string') return [];
  const pairs = cookie.split(';').map((pair) => pair.trim());
  return ([true, false] as const).flatMap((isSecure) => {
    const start = `${nameOf(isSecure)}=`;
    const text = pairs.find((pair) => pair.startsWith(start))?.slice(start.length) ?? '';
    return /^[\w-]{43}$/.test(text) ? [{ text, isSecure }] : [];
  });
}

/** The header Set-Cookie that gives a browser a session. It is out of reach for scripts and for pages elsewhere. */
export function cookieOf({ text, isSecure }: SessionId, maxAgeMs: number): string {
  const age = Math.max(0, Math.floor(maxAgeMs / 1_000));
  return `${nameOf(isSecure)}=${text}; Max-Age=${age}; Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
}

/** The headers Set-Cookie that take every session away. */
export const noCookies: readonly string[] = [true, false].map((isSecure) => cookieOf({ text: '', isSecure }, 0));

function nameOf(isSecure: boolean): string {
  return isSecure ? sessionCookieNames.secure : sessionCookieNames.plain;
}
