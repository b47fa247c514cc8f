import { type Failure, type Result, type SecretStore, serviceSecretNames, succeed } from '@cuelight/core';
import { bindingOf } from './binding-of.js';
import type { ServiceSecretRows } from './service-secret-rows.js';

/**
 * Deletes what is stored of the service's own secrets and named by no row: what was copied, and then not noted. No other
 * host may be at work, since what one is about to note looks the same. Failures: `storage-unavailable`, `secret-*`.
 */
export async function tidyServiceSecrets(
  rows: ServiceSecretRows,
  secrets: Pick<SecretStore, 'deleteOthers'>,
): Promise<Result<void, Failure>> {
  for (const name of serviceSecretNames) {
    const ref = await rows.find(name);
    if (!ref.ok) return ref;
    if (ref.value === undefined) continue;
    const deleted = await secrets.deleteOthers(bindingOf(name), [ref.value]);
    if (!deleted.ok) return deleted;
  }
  return succeed(undefined);
}
