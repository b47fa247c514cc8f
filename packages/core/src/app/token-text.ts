/** What a token says of itself. Whoever holds it can read that, and change nothing of it. */
export interface TokenClaims {
  readonly appId: string;
  /** The key that it was made with; absent for the operator's own. */
  readonly keyId?: string;
  /** When it ends, in milliseconds since 1970. */
  readonly untilMs: number;
  /** The process references that it is held to; absent for all of the app. */
  readonly processIds?: readonly string[];
}

/** A token as it was read; nothing is proved of it yet. */
export interface ReadToken {
  readonly claims: TokenClaims;
  /** What the signature is of. */
  readonly signed: string;
  /** Base64url, without padding, of 32 bytes. */
  readonly signature: string;
}

/** What every token begins with, so that a leaked one is recognised by scanners. No API key has a dot. */
export const tokenMarker = 'cuelight_token.';

/** As many process references as a token can name, so that it has a place in a header. */
export const mostTokenProcesses = 50;

const id = '[A-Za-z0-9-]{1,64}';
const ids = new RegExp(`^${id}$`);
const form = new RegExp(
  `^(cuelight_token\\.(${id})\\.(${id}|)\\.(\\d{1,15})\\.((?:${id}(?:~${id})*)?))\\.([\\w-]{43})$`,
);

/**
 * Writes a token: marker, app, key, end, processes and signature, each but the first after a dot; in the characters that a
 * bearer token may have (RFC 6750, section 2.1).
 *
 * @param sign base64url, without padding, of 32 bytes
 */
export function writeToken(claims: TokenClaims, sign: (text: string) => string): string {
  const { appId, keyId = '', untilMs, processIds = [] } = claims;
  for (const each of [appId, ...processIds, ...(keyId === '' ? [] : [keyId])]) {
    if (!ids.test(each)) throw new Error('an id does not fit into a token');
  }
  const signed = `${tokenMarker}${appId}.${keyId}.${untilMs}.${processIds.join('~')}`;
  return `${signed}.${sign(signed)}`;
}

/** Reads what {@link writeToken} may have written. */
export function readToken(text: string): ReadToken | undefined {
  const [, signed = '', appId = '', keyId = '', untilMs, processIds = '', signature = ''] = form.exec(text) ?? [];
  if (signed === '') return undefined;
  const claims: TokenClaims = {
    appId,
    untilMs: Number(untilMs),
    ...(keyId !== '' && { keyId }),
    ...(processIds !== '' && { processIds: processIds.split('~') }),
  };
  return { claims, signed, signature };
}
