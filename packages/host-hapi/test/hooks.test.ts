import { createHmac } from 'node:crypto';
import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aFolder } from './world/a-folder.js';
import { aService } from './world/a-service.js';
import { connect } from './world/set-up.js';
import { until } from './world/until.js';

/** A connected service, and what its Orchestrator signs deliveries with. */
async function aConnectedService() {
  const fake = await startFakeOrchestrator({ manual: true });
  onTestFinished(() => fake.close());
  const service = await aService(await aFolder());
  const connectionId = await connect({ ...service, fake });
  const [webhook] = fake.admin.state().webhooks;
  const secret = String(webhook?.Secret);
  const deliver = (body: string | Buffer, headers: Record<string, string> = {}, to = connectionId) =>
    fetch(`${service.url}/hooks/${to}`, { method: 'POST', body, headers });
  const signed = (body: string | Buffer) => ({
    'x-uipath-signature': createHmac('sha256', secret).update(body).digest('base64'),
  });
  return { ...service, fake, connectionId, deliver, signed };
}

const event = JSON.stringify({ Type: 'job.started', EventId: '1', Timestamp: '2026-11-23T09:00:00Z', Job: {} });

describe('a service that starts', () => {
  it('sees to the webhooks of its connections', async () => {
    const { start, stop, fake, client, connectionId } = await aConnectedService();
    const [before] = fake.admin.state().webhooks;
    await stop();
    await fake.admin.reset();

    await start();

    const webhook = await until(() => fake.admin.state().webhooks[0], 'a webhook');
    expect(webhook).toMatchObject({ Url: before?.Url, Secret: before?.Secret, Enabled: true });
    await until(async () => {
      const { body } = await client().get(`/v1/connections/${connectionId}`);
      return (body.subscription as { webhookId?: unknown }).webhookId === webhook.Id || undefined;
    }, 'the webhook to be noted');
  });
});

describe('taking deliveries', () => {
  it('answers 401 to a missing signature, a wrong one and an unknown connection alike', async () => {
    const { deliver, signed } = await aConnectedService();
    const other = createHmac('sha256', 'another secret').update(event).digest('base64');

    const refused = [
      await deliver(event),
      await deliver(event, { 'x-uipath-signature': 'not base64' }),
      await deliver(event, { 'x-uipath-signature': other }),
      await deliver(`${event} `, signed(event)),
      await deliver(event, signed(event), 'no-such-connection'),
    ];

    const bodies = await Promise.all(refused.map((answer) => answer.text()));
    expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    expect(new Set(bodies).size).toBe(1);
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ code: 'delivery-refused' });
  });

  it.each([
    ['an event', event],
    ['an event of a type nobody knows', '{"Type":"job.teleported","Job":7}'],
    ['JSON of another shape', '[[],{}]'],
    ['no JSON', '<html>'],
    ['no text', Buffer.from([0xff, 0x00, 0xfe])],
    ['nothing', ''],
    ['deep JSON', '['.repeat(200_000)],
  ])('takes what is signed, whatever it says: %s', async (_, body) => {
    const { deliver, signed } = await aConnectedService();

    const answer = await deliver(body, { ...signed(body), 'content-type': 'text/anything' });

    expect(answer.status).toBe(204);
  });

  it('takes up to 32 MiB, and refuses more without a verdict on the signature', async () => {
    const { deliver, signed } = await aConnectedService();
    const largest = Buffer.alloc(32 * 1024 * 1024, ' ');
    const tooLarge = Buffer.alloc(32 * 1024 * 1024 + 1, ' ');

    expect((await deliver(largest, signed(largest))).status).toBe(204);
    expect((await deliver(tooLarge, signed(tooLarge))).status).toBe(413);
  });

  it('answers a stranger without waiting for the body', async () => {
    const { deliver } = await aConnectedService();
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1024)) });

    const init = { method: 'POST', body: endless, duplex: 'half' } as const;
    const answer = await fetch(`${(await deliver(event)).url.replace(/[^/]+$/, 'stranger')}`, init);

    expect(answer.status).toBe(401);
  });

  it.each([
    ['without a signature', undefined],
    ['with what cannot be one', 'x'.repeat(44)],
    ['with one of another length', createHmac('sha512', 'x').update(event).digest('base64')],
  ])('answers a delivery %s without waiting for the body', async (_, signature) => {
    const { url, connectionId } = await aConnectedService();
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1024)) });
    const headers = { ...(signature !== undefined && { 'x-uipath-signature': signature }) };

    const init = { method: 'POST', headers, body: endless, duplex: 'half' } as const;
    const answer = await fetch(`${url}/hooks/${connectionId}`, init);

    expect(answer.status).toBe(401);
  });

  it('notices every delivery that it refuses for a connection', async () => {
    const { deliver, logged } = await aConnectedService();
    const before = logged.length;

    await deliver(event);
    await deliver(event, {
      'x-uipath-signature': createHmac('sha256', 'another secret').update(event).digest('base64'),
    });

    expect(
      logged
        .slice(before)
        .join('')
        .match(/"kind":"webhook-refused"/g),
    ).toHaveLength(2);
  });

  it('logs what it does not understand without the payload', async () => {
    const { deliver, signed, logged } = await aConnectedService();
    const body = '{"Type":"job.teleported","Info":"canary-5c1f"}';

    await deliver(body, signed(body));

    const text = logged.join('');
    expect(text).toContain('webhook-not-understood');
    expect(text).toContain('job.teleported');
    expect(text).not.toContain('canary-5c1f');
  });
});
