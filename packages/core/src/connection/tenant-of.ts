import type { ConnectionTarget } from './connection.js';
import { namesTenant } from './identity-url.js';

/**
 * What tells the tenant of a target from others: organization and tenant in the address where it holds them, as on
 * Automation Suite and in the cloud, where the name beside it says nothing; else that name. In lower case: names that
 * differ in nothing else may be one tenant's.
 */
export function tenantOf({ orchestratorUrl, tenant }: ConnectionTarget): string {
  return (namesTenant(orchestratorUrl) ? new URL(orchestratorUrl).pathname : tenant).toLowerCase();
}
