import type { Caller } from '../app/app.js';

/**
 * Who makes a change: an API key of an app; the operator, by the operator's own key; somebody at the command line of the
 * service; or the service itself, on its own account.
 */
export type Actor =
  | { readonly kind: 'api-key'; readonly appId: string; readonly keyId: string }
  | { readonly kind: 'operator' | 'command-line' | 'service' };

/** Whom a caller acts as. */
export function actorOf({ appId, keyId }: Caller): Actor {
  return appId === undefined || keyId === undefined ? { kind: 'operator' } : { kind: 'api-key', appId, keyId };
}
