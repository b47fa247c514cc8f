import { isLoopbackHost } from '@cuelight/core';

/** Tells whether a request was made by a page of the service itself, by its headers. */
export type IsOwnOrigin = (headers: Readonly<Record<string, unknown>>) => boolean;

/**
 * A page is the service's own when its origin is the public address, or has the very host that the request was sent to: over
 * https, or on this machine itself. A proxy that changes the header Host so needs the public address.
 *
 * @param publicUrl where the service is reached, if that is known
 */
export function createIsOwnOrigin(publicUrl: string | undefined): IsOwnOrigin {
  const publicOrigin = publicUrl === undefined ? undefined : new URL(publicUrl).origin;

  return ({ origin, host }) => {
    if (typeof origin !== 'string' || !URL.canParse(origin)) return false;
    if (origin === publicOrigin) return true;
    const url = new URL(origin);
    const isPrivate = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
    return isPrivate && url.origin === origin && typeof host === 'string' && url.host === host.toLowerCase();
  };
}
