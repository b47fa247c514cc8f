import type { Connection } from '../connection/connection.js';
import type { Failure } from '../failure/failure.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import { everyPage } from '../ports/every-page.js';
import { type Result, succeed } from '../result.js';
import { type OpenHookPorts, openHook } from './open-hook.js';

/**
 * Reads the webhook secrets of all connections into memory, so that deliveries are taken again after a start. Answers
 * the connections whose secret could not be read, each with why; their jobs are followed by reading. Failures:
 * `storage-unavailable`.
 */
export type OpenHooks = () => Promise<
  Result<readonly { readonly connectionId: string; readonly failure: Failure }[], Failure>
>;

/** Makes the use case. */
export function createOpenHooks(ports: OpenHookPorts & { readonly connections: ConnectionRepository }): OpenHooks {
  const { connections } = ports;

  /** Once more as the row is by then, when its secret was moved to another backend since it was read. */
  const openAsItIs = async (connection: Connection): Promise<Result<void, Failure>> => {
    const opened = await openHook(connection, ports);
    if (opened.ok || opened.failure.code !== 'secret-missing') return opened;
    const now = await connections.find(connection.id);
    if (!now.ok) return now;
    return now.value === undefined || now.value.revision === connection.revision ? opened : openHook(now.value, ports);
  };

  return async () => {
    const unread: { connectionId: string; failure: Failure }[] = [];
    for await (const page of everyPage((request) => connections.list(request, ['verified']))) {
      if (!page.ok) return page;
      for (const connection of page.value) {
        const opened = await openAsItIs(connection);
        if (!opened.ok) unread.push({ connectionId: connection.id, failure: opened.failure });
      }
    }
    return succeed(unread);
  };
}
