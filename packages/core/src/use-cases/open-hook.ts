import { webhookSecretBinding } from '../connection/access.js';
import { type Connection, heldWebhookOf } from '../connection/connection.js';
import type { Failure } from '../failure/failure.js';
import type { SecretReader } from '../ports/secret-store.js';
import { type Result, succeed } from '../result.js';
import type { HookRegistry } from '../webhook/hook-registry.js';

/** What taking the deliveries of a connection needs. */
export interface OpenHookPorts {
  readonly secrets: SecretReader;
  readonly hooks: HookRegistry;
}

/**
 * Takes deliveries signed with any secret that the row names, so that a change of it that was cut short harms none. A
 * secret that cannot be read is a failure, although deliveries signed with the other one are taken; a second one that is
 * gone is none, since it is deleted before the row forgets it.
 */
export async function openHook(connection: Connection, ports: OpenHookPorts): Promise<Result<void, Failure>> {
  const { id, target, subscription } = connection;
  const held = heldWebhookOf(subscription);
  if (held === undefined) return succeed(undefined);
  const binding = webhookSecretBinding(id, target);
  const secret = await ports.secrets.read(held.secret, binding);
  const other = held.rotation && (await ports.secrets.read(held.rotation.other, binding));
  const [first, second] = [secret, other].flatMap((read) => (read?.ok === true ? [read.value] : []));
  const isProven = subscription.kind === 'webhook' && subscription.isProven;
  if (first !== undefined) ports.hooks.open(id, first, isProven, second);
  if (!secret.ok) return secret;
  return other === undefined || other.ok || other.failure.code === 'secret-missing' ? succeed(undefined) : other;
}
