/**
 * Whether a `Host` header names this computer, with any port. A page of another name that resolves to 127.0.0.1 (DNS
 * rebinding) shares its origin with what it reaches, so that CORS does not hold it off: its `Host` gives it away.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host);
}
