import type { HeardHost } from '../ports/hosts.js';

/** A host is heard every 5 s; one that was not for this long has died. */
export const deadAfterMs = 30_000;

/** Those that are at work, as far as can be known: who died less than {@link deadAfterMs} ago counts as alive. */
export function liveHosts(hosts: readonly HeardHost[]): readonly HeardHost[] {
  return hosts.filter(({ silentForMs }) => silentForMs < deadAfterMs);
}
