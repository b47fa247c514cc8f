import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Cuelight, createCuelight, type Notice, Secret } from '@cuelight/core';
import { expectValue } from '@cuelight/test-harness/contracts/expect-value';
import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOrchestratorHttp } from '../../src/orchestrator-http/index.js';
import { createOrchestratorProbe } from '../../src/orchestrator-probe/index.js';
import { createMemoryPersistence } from '../../src/persistence/memory/index.js';
import { createMemorySecrets } from '../../src/secrets/memory/index.js';
import { createServiceSecrets } from '../../src/secrets/service/index.js';
import { nodeKeyedHash, systemClock, systemRandomness } from '../../src/system/index.js';

const admin = { scope: 'admin' } as const;

describe('keeping a webhook at an Orchestrator of API 17', () => {
  it.each<[string, object]>([
    ['disabled', { Enabled: false }],
    ['led elsewhere', { Url: 'https://elsewhere.example/' }],
    ['made to send other events', { Events: [{ EventType: 'queue.created' }] }],
    ['made to send everything', { SubscribeToAllEvents: true }],
    ['made not to verify certificates', { AllowInsecureSsl: true }],
  ])('repairs one that an administrator has %s', async (_, change) => {
    const { cuelight, fake, webhooks, asAdministrator } = await aConnection();
    const [before] = webhooks();
    await asAdministrator('PATCH', `/odata/Webhooks(${before?.Id})`, change);
    expect(webhooks()).not.toEqual([before]);

    const first = expectValue(await cuelight.keepSubscriptions());
    await fake.admin.advanceClock(0);

    expect(first).toMatchObject({ changed: 1 });
    expect(webhooks()).toEqual([before]);
    expect(fake.admin.deliveries().map(({ eventType, outcome }) => [eventType, outcome])).toEqual([
      ['ping', 'delivered'],
      ['ping', 'delivered'],
    ]);
    expect(expectValue(await cuelight.keepSubscriptions())).toMatchObject({ right: 1 });
  });

  it('makes one anew that was deleted, and deletes those that were doubled', async () => {
    const { cuelight, webhooks, asAdministrator } = await aConnection();
    const [{ Id, Key, ...before } = {}] = webhooks();
    await asAdministrator('DELETE', `/odata/Webhooks(${Id})`);
    await cuelight.keepSubscriptions();
    await asAdministrator('POST', '/odata/Webhooks', before);
    expect(webhooks()).toHaveLength(2);

    await cuelight.keepSubscriptions();

    expect(webhooks()).toEqual([expect.objectContaining(before)]);
  });

  it('follows by reading while it may not see its webhook, and says so', async () => {
    const { cuelight, fake, connectionId, notices } = await aConnection();
    const rule = fake.admin.addFault({ on: '* /odata/Webhooks*', action: 'status', status: 403 });

    await cuelight.keepSubscriptions();
    const refused = expectValue(await cuelight.connections.find(connectionId)).subscription;
    fake.admin.removeFault(rule.id);
    await cuelight.keepSubscriptions();

    expect(refused).toMatchObject({ kind: 'polling', why: 'subscription-refused' });
    expect(notices).toContainEqual({ kind: 'subscription-refused', connectionId });
    expect(expectValue(await cuelight.connections.find(connectionId)).subscription.kind).toBe('webhook');
  });

  it('has its secret changed without losing a delivery', async () => {
    const { cuelight, fake, connectionId, webhooks, ping } = await aConnection();
    const [before] = webhooks();
    fake.admin.addFault({ on: 'PUT /odata/Webhooks*', action: 'commit-then-drop', times: 1 });

    const unanswered = await cuelight.rotateWebhookSecret(connectionId);
    const [after] = webhooks();
    await ping();
    const finished = await cuelight.rotateWebhookSecret(connectionId);
    await ping();

    expect(unanswered).toMatchObject({ failure: { mayHaveHappened: true } });
    expect(finished).toMatchObject({ ok: true });
    expect(after?.Secret).not.toBe(before?.Secret);
    expect(webhooks()).toEqual([after]);
    expect(fake.admin.deliveries().map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered', 'delivered']);
  });
});

/** The core with the real adapter, connected to the fake, whose webhooks arrive. */
async function aConnection() {
  const fake = await startFakeOrchestrator({ manual: true });
  const orchestrator = createOrchestratorHttp({ egress: 'unguarded' });
  const persistence = createMemoryPersistence();
  const secrets = createMemorySecrets();
  const notices: Notice[] = [];
  const receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const outcome = cuelight.deliveries.take({
      connectionId: request.url?.split('/').at(-1) ?? '',
      body: Buffer.concat(chunks),
      signature: String(request.headers['x-uipath-signature']),
    });
    response.writeHead(outcome === 'accepted' ? 204 : 401).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const cuelight: Cuelight = createCuelight(
    {
      ...persistence,
      ...orchestrator,
      probe: createOrchestratorProbe({ egress: 'unguarded' }),
      secrets,
      serviceSecrets: createServiceSecrets({
        rows: persistence.serviceSecretRows,
        secrets,
        randomness: systemRandomness,
      }),
      certificateAuthorities: { check: () => ({ ok: true, value: undefined }) },
      keyedHash: nodeKeyedHash,
      clock: systemClock,
      randomness: systemRandomness,
      notices: { notice: (notice) => void notices.push(notice) },
    },
    { publicUrl: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}` },
  );
  onTestFinished(async () => {
    cuelight.close();
    await orchestrator.close();
    await fake.close();
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
  });
  const credential = { kind: 'password', username: 'admin', password: new Secret('admin-password') } as const;
  const connecting = cuelight.connect(
    { name: 'Finance', orchestratorUrl: fake.url, tenant: 'Default', credential },
    admin,
  );
  const { connection } = expectValue(await connecting);
  const webhooks = () => fake.admin.state().webhooks;

  const signIn = await fetch(`${fake.url}/api/Account/Authenticate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ usernameOrEmailAddress: 'admin', password: 'admin-password' }),
  });
  const { result: token } = (await signIn.json()) as { result: string };
  /** What somebody does in Orchestrator itself. */
  const asAdministrator = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${fake.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  };
  const ping = async () => {
    await asAdministrator('POST', `/odata/Webhooks(${webhooks()[0]?.Id})/UiPath.Server.Configuration.OData.Ping`);
    await fake.admin.advanceClock(0);
  };
  return { cuelight, fake, notices, connectionId: connection.id, webhooks, asAdministrator, ping };
}
