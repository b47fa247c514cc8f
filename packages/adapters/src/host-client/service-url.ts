import { isLoopbackHost } from '@cuelight/core';

/**
 * Reads the address of a service: https, or http on this machine, so that no token crosses a network unencrypted.
 *
 * @returns the address without a slash at its end
 * @throws a TypeError that says what to change, without the address, which may hold a password
 */
export function serviceUrl(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new TypeError('url is not an absolute URL; give it as https://host:port');
  }
  const { protocol, hostname, origin, pathname } = url;
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopbackHost(hostname))) {
    throw new TypeError('url must use https; plain http is accepted for this machine itself (loopback) only');
  }
  if (url.username !== '' || url.password !== '') {
    throw new TypeError('url holds a user name or password; remove them: the token is what signs in');
  }
  if (/[?#]/.test(text)) throw new TypeError('url has a query or a fragment; give only the address of the service');
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}
