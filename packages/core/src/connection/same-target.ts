import type { ConnectionTarget } from './connection.js';

/** Whether two targets are one: the same addresses, tenant and trust. */
export function isSameTarget(one: Texts<ConnectionTarget>, other: Texts<ConnectionTarget>): boolean {
  return (
    one.orchestratorUrl === other.orchestratorUrl &&
    one.tenant === other.tenant &&
    one.identityUrl === other.identityUrl &&
    one.caPem === other.caPem
  );
}

/** Also before its addresses were read. */
type Texts<Target> = { readonly [Name in keyof Target]: string | undefined };
