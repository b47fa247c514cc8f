import { printable } from '../trust/index.js';

/**
 * Where a redirect leads, as origin and path: what follows may hold a secret. Undefined when it leads nowhere on the web.
 *
 * @param location the header `Location`, which may be relative to the address that was asked
 */
export function redirectTarget(location: string | undefined, asked: string): string | undefined {
  if (location === undefined || !URL.canParse(location, asked)) return undefined;
  const { origin, pathname, protocol } = new URL(location, asked);
  return protocol === 'https:' || protocol === 'http:' ? printable(`${origin}${pathname}`) : undefined;
}
