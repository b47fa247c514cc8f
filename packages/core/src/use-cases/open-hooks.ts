import { webhookSecretBinding } from '../connection/access.js';
import type { Failure } from '../failure/failure.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { SecretReader } from '../ports/secret-store.js';
import { type Result, succeed } from '../result.js';
import type { HookRegistry } from '../webhook/hook-registry.js';

/**
 * Reads the webhook secrets of all connections into memory, so that deliveries are taken again after a start. Answers
 * the connections whose secret could not be read, each with why; their jobs are followed by reading. Failures:
 * `storage-unavailable`.
 */
export type OpenHooks = () => Promise<
  Result<readonly { readonly connectionId: string; readonly failure: Failure }[], Failure>
>;

const pageSize = 100;

/** Makes the use case. */
export function createOpenHooks(ports: {
  readonly connections: ConnectionRepository;
  readonly secrets: SecretReader;
  readonly hooks: HookRegistry;
}): OpenHooks {
  const { connections, secrets, hooks } = ports;

  return async () => {
    const unread: { connectionId: string; failure: Failure }[] = [];
    let afterId: string | undefined;
    for (;;) {
      const request = { limit: pageSize, ...(afterId !== undefined && { afterId }) };
      const page = await connections.list(request, ['verified']);
      if (!page.ok) return page;
      for (const { id, target, subscription } of page.value) {
        if (subscription.kind !== 'webhook') continue;
        const secret = await secrets.read(subscription.secret, webhookSecretBinding(id, target));
        if (secret.ok) hooks.open(id, secret.value, subscription.isProven);
        else unread.push({ connectionId: id, failure: secret.failure });
      }
      afterId = page.value.at(-1)?.id;
      if (page.value.length < pageSize) return succeed(unread);
    }
  };
}
