import { heldWebhookOf } from '../../connection/connection.js';
import { type Finding, fault, pass, skip, warning, warningOf } from '../../diagnosis/finding.js';
import { hookUrl } from '../../webhook/hook-url.js';
import { findWebhook } from '../find-webhook.js';
import { proveDelivery } from '../prove-delivery.js';
import { refusedWebhook } from '../refused-webhook.js';
import type { AskPorts, Subject } from './subject.js';

/** Whether Orchestrator's server reaches us, as it says itself. */
export async function askCallback({ access, connection }: Subject, ports: AskPorts): Promise<Finding> {
  const { publicUrl, inspection } = ports;
  if (publicUrl === undefined) return skip('CUELIGHT_PUBLIC_URL is not set, so that it has no address to reach.');
  const reach = await inspection.canReach(access, hookUrl(publicUrl, connection?.id ?? 'check'));
  if (!reach.ok) return warningOf(reach.failure);
  if (reach.value === 'unsupported') return skip('This version does not tell; the ping shows it.');
  if (reach.value === 'unseen') return skip('This credential may not ask; the ping shows it.');
  const { canConnect, hasBadTls } = reach.value;
  const { origin } = new URL(publicUrl);
  if (hasBadTls) return fault('callback-untrusted', `Orchestrator does not trust the certificate of ${origin}.`);
  return canConnect
    ? pass(`Orchestrator gets a connection to ${origin}.`)
    : fault('callback-unreachable', `Orchestrator gets no connection to ${origin}.`);
}

/** Whether Orchestrator has the webhook of the connection, as it should be. */
export async function askWebhook({ access, connection }: Subject, ports: AskPorts): Promise<Finding> {
  const { publicUrl, webhooks } = ports;
  if (publicUrl === undefined) return warning('no-public-url', 'Jobs are followed by reading.');
  if (connection === undefined) return skip('It is made with the connection.');
  const held = heldWebhookOf(connection.subscription);
  const found = await findWebhook(connection, access, hookUrl(publicUrl, connection.id), webhooks);
  if (!found.ok) return refusedWebhook(found.failure);
  if (found.value.webhookId === undefined) {
    return held === undefined
      ? warning('webhook-refused', 'Orchestrator has not let the connection have one.')
      : warning('webhook-gone', `Webhook ${held.webhookId} is not there any longer.`);
  }
  return found.value.isRight
    ? pass(`Webhook ${found.value.webhookId} sends job events here.`)
    : warning('webhook-changed', `Webhook ${found.value.webhookId} is disabled, or not as it was made.`);
}

/** How long a ping may take to come back, in milliseconds. */
const pingWithinMs = 8_000;

/** Whether a signed ping arrives here. */
export async function askDelivery({ access, connection }: Subject, ports: AskPorts): Promise<Finding> {
  const held = connection && heldWebhookOf(connection.subscription);
  if (ports.publicUrl === undefined || connection === undefined || held === undefined) {
    return skip('There is no webhook that could send one.');
  }
  if (ports.hearsDeliveries)
    return proveDelivery({ ...access, connectionId: connection.id }, held.webhookId, pingWithinMs, ports);
  const isProven = connection.subscription.kind === 'webhook' && connection.subscription.isProven;
  return isProven
    ? pass('One has arrived at the service before; whether one does now, only the running service can tell.')
    : skip('None has arrived at the service yet; whether one does now, only the running service can tell.');
}
