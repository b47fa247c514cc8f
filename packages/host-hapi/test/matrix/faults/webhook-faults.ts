import { startClosedPort, startPresenting } from '@cuelight/test-harness/odd-servers';
import type { Fault } from '../faults.js';
import { without, withUser } from './seeds.js';

/** On the way back. */
export const webhookFaults: readonly Fault[] = [
  {
    name: 'the user may not have webhooks',
    wrong: ['webhook-subscribed: webhook-refused'],
    diagnose: async ({ connecting, fake }) =>
      connecting((await fake({ seed: withUser({ permissions: without('Webhooks.Create') }) })).url),
  },
  {
    name: 'no public address was set',
    wrong: ['webhook-subscribed: no-public-url'],
    diagnose: async ({ connecting, fake }) => connecting((await fake()).url, { publicUrl: null }),
  },
  {
    name: 'Orchestrator does not reach this service',
    wrong: ['callback-reachable: callback-unreachable', 'webhook-delivered: ping-lost'],
    diagnose: async ({ connecting, fake, started }) =>
      connecting((await fake()).url, { publicUrl: (await started(startClosedPort('http'))).url }),
  },
  {
    name: 'Orchestrator does not trust the certificate of this service',
    wrong: ['callback-reachable: callback-untrusted', 'webhook-delivered: ping-lost'],
    diagnose: async ({ connecting, fake, started }) =>
      connecting((await fake()).url, { publicUrl: (await started(startPresenting('ca'))).url }),
  },
  {
    name: 'webhooks are lost on the way',
    wrong: ['webhook-delivered: ping-lost'],
    diagnose: ({ invoking }) => invoking(({ fake }) => fake.admin.addFault({ on: 'webhook', action: 'lose' })),
  },
  {
    name: 'webhooks come without a signature',
    wrong: ['webhook-delivered: ping-lost'],
    diagnose: ({ invoking }) => invoking(({ fake }) => fake.admin.addFault({ on: 'webhook', action: 'unsigned' })),
  },
  {
    name: 'the webhook was deleted in Orchestrator',
    wrong: ['webhook-subscribed: webhook-gone', 'webhook-delivered: orchestrator-refused'],
    diagnose: ({ invoking }) => invoking(({ fake }) => changeWebhook(fake.url, 'DELETE')),
  },
  {
    name: 'the webhook was disabled in Orchestrator',
    wrong: ['webhook-subscribed: webhook-changed', 'webhook-delivered: ping-lost'],
    diagnose: ({ invoking }) => invoking(({ fake }) => changeWebhook(fake.url, 'PUT')),
  },
];

/** What an administrator of Orchestrator does to its first webhook: deletes or disables it. */
async function changeWebhook(url: string, method: 'DELETE' | 'PUT'): Promise<void> {
  const call = async (path: string, init: RequestInit) => {
    const reply = await fetch(`${url}${path}`, init);
    if (!reply.ok) throw new Error(`${path} was answered with ${reply.status}`);
    return reply.status === 204 ? {} : ((await reply.json()) as { readonly [name: string]: unknown });
  };
  const json = { 'content-type': 'application/json' };
  const login = { tenancyName: 'Default', usernameOrEmailAddress: 'admin', password: 'admin-password' };
  const signIn = await call('/api/Account/Authenticate', {
    method: 'POST',
    headers: json,
    body: JSON.stringify(login),
  });
  const headers = { ...json, authorization: `Bearer ${signIn.result}` };
  const { value } = await call('/odata/Webhooks', { headers });
  const [webhook] = value as { readonly Id: number }[];
  const body = method === 'PUT' && { body: JSON.stringify({ ...webhook, Enabled: false }) };
  await call(`/odata/Webhooks(${webhook?.Id})`, { method, headers, ...body });
}
