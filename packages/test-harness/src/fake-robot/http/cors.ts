/** How well a reply keeps to the rules of CORS: exactly; without naming the headers a page may read; or not at all. */
export type CorsMode = 'exact' | 'unexposed' | 'none';

/**
 * The headers that let a page read an answer. The SDK sends credentials with everything, so the origin has to be repeated:
 * `*` would not do.
 */
export function corsHeaders(origin: string | undefined, mode: CorsMode = 'exact'): Record<string, string> {
  if (mode === 'none') return {};
  return {
    vary: 'Origin',
    ...(origin !== undefined && {
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      ...(mode === 'exact' && { 'access-control-expose-headers': 'uipathToken, X-UIPATH-DOMAIN-ALLOWED' }),
    }),
  };
}

/** What answers a preflight, beside the headers of every reply. It carries no token, so it comes before any check of one. */
export const preflightHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'uipathToken, Content-Type',
};
