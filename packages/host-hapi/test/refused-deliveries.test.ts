import { createHmac } from 'node:crypto';
import { systemClock } from '@cuelight/adapters/system';
import { type FaultRule, startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { freePort } from '@cuelight/test-harness/free-port';
import { describe, expect, it, onTestFinished } from 'vitest';
import { formsOf } from './nothing-stored/forms-of.js';
import { aFolder } from './world/a-folder.js';
import { aService } from './world/a-service.js';
import { aWorld, seed } from './world/a-world.js';
import type { Row } from './world/client.js';
import { connect } from './world/set-up.js';
import { until } from './world/until.js';

/** A service with a connection whose Orchestrator sends events as a fault has it. */
async function aConnectedService() {
  const fake = await startFakeOrchestrator({ manual: true });
  onTestFinished(() => fake.close());
  const service = await aService(await aFolder());
  const connectionId = await connect({ ...service, fake });
  const secretOf = (id: string) =>
    String(fake.admin.state().webhooks.find(({ Url }) => String(Url).endsWith(`/hooks/${id}`))?.Secret);
  const path = `/v1/connections/${connectionId}/refused-deliveries`;
  const read = async () => (await service.client().get(path)).body;
  return {
    ...{ ...service, fake, connectionId, path, secretOf, read },
    /** Has Orchestrator send an event, and answers what explains that it was refused. */
    async sendWith(fault: Omit<FaultRule, 'on'>): Promise<readonly Row[]> {
      fake.admin.removeFaults();
      fake.admin.addFault({ on: 'webhook', ...fault });
      const job = fake.admin.startAttendedJob({ releaseKey: seed.echoText, input: { in_Text: canary } });
      fake.admin.setJobState(String(job?.Key), { state: 'Faulted', info: canary });
      await fake.admin.advanceClock(0);
      return until(async () => {
        const { items } = await read();
        return (items as readonly Row[]).length > 0 ? (items as readonly Row[]) : undefined;
      }, 'an explanation');
    },
    deliver: (body: string, headers: Record<string, string>, to = connectionId) =>
      fetch(`${service.url}/hooks/${to}`, { method: 'POST', body, headers }),
  };
}

const canary = 'canary-Größe/7d02';

describe('a delivery that Orchestrator, or a proxy before it, garbled', () => {
  it.each([
    ['unsigned', 'no-signature'],
    ['sign-hex', 'hex-instead-of-base64'],
    ['sign-prefixed', 'sha256-prefix'],
    ['sign-base64url', 'base64url-or-unpadded'],
    ['sign-sha1', 'sha1'],
    ['sign-with-decoded-secret', 'secret-base64-decoded'],
    ['reserialise', 'reserialised-json'],
    ['escape', 'reserialised-json'],
    ['add-newline', 'reserialised-json'],
    ['add-bom', 'reserialised-json'],
    ['truncate', 'unexplained'],
  ] as const)(
    '%s is explained by %s, to admins and in the log, without a word of what was sent',
    async (action, mistake) => {
      const service = await aConnectedService();

      const items = await service.sendWith({ action });

      expect(items).toEqual([
        {
          mistake,
          ...{ meaning: expect.stringMatching(/\.$/), remedy: expect.stringMatching(/\.$/) },
          ...{ count: 1, firstAt: expect.any(String), lastAt: expect.any(String) },
        },
      ]);
      const log = service.logged.join('');
      expect(log).toContain(
        `"kind":"webhook-refusal-explained","connectionId":"${service.connectionId}","mistakes":["${mistake}"]`,
      );
      const secret = service.secretOf(service.connectionId);
      const seen = Buffer.from(log + JSON.stringify(await service.read()));
      for (const form of [...formsOf(canary), ...formsOf(secret)]) expect(seen.includes(form)).toBe(false);
    },
  );

  it('signed with the secret of another connection is explained by that', async () => {
    const service = await aConnectedService();
    const other = await connect(service);

    const [item] = await service.sendWith({ action: 'sign-with-other-secret', secret: service.secretOf(other) });

    expect(item?.mistake).toBe('secret-of-another-connection');
  });

  it('signed with the secret before the last change of it is explained by that, once the overlap is over', async () => {
    const port = await freePort();
    let skippedMs = 0;
    const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + skippedMs };
    const world = await aWorld({ port, publicUrl: `http://127.0.0.1:${port}`, clock });
    await world.host.start();
    const connectionId = await connect(world);
    const secret = String(world.fake.admin.state().webhooks[0]?.Secret);
    const answerOf = (body: string) =>
      world.host.server.inject({
        ...{ method: 'POST', url: `/hooks/${connectionId}`, payload: body },
        headers: { 'x-uipath-signature': createHmac('sha256', secret).update(body).digest('base64') },
      });
    await world.cuelight.rotateWebhookSecret(connectionId);
    expect((await answerOf('{}')).statusCode).toBe(204);

    skippedMs = 15 * 60_000;
    await world.cuelight.keepSubscriptions();

    world.fake.admin.addFault({ on: 'webhook', action: 'sign-with-other-secret', secret });
    world.fake.admin.startAttendedJob({ releaseKey: seed.echoText });
    await world.fake.admin.advanceClock(0);
    const item = await until(async () => {
      const { items } = await world.client().get(`/v1/connections/${connectionId}/refused-deliveries`);
      return items[0];
    }, 'an explanation');
    expect(item.mistake).toBe('previous-secret');
    expect((await answerOf('{}')).statusCode).toBe(401);
  });

  it('signed with a line end after the secret is explained by that', async () => {
    const service = await aConnectedService();
    const secret = `${service.secretOf(service.connectionId)}\n`;

    const [item] = await service.sendWith({ action: 'sign-with-other-secret', secret });

    expect(item?.mistake).toBe('secret-with-blanks');
  });
});

describe('refused deliveries', () => {
  it('are answered alike, to the last header, whatever explains them', async () => {
    const { deliver, secretOf, connectionId } = await aConnectedService();
    const body = JSON.stringify({ Type: 'ping' });
    const digest = createHmac('sha256', secretOf(connectionId)).update(body).digest();
    const hex = digest.toString('hex');
    const answers = [
      await deliver(body, {}),
      await deliver(body, { 'x-uipath-signature': 'word' }),
      await deliver(body, { 'x-uipath-signature': hex }),
      await deliver(body, { 'x-uipath-signature': `sha256=${digest.toString('base64')}` }),
      await deliver(body, { 'x-uipath-signature': createHmac('sha256', 'x').update(body).digest('base64') }),
      await deliver(body, { 'x-uipath-signature': hex }, 'no-such-connection'),
    ];

    const told = await Promise.all(
      answers.map(async (answer) => {
        const { date, 'x-request-id': id, ...headers } = Object.fromEntries(answer.headers);
        return JSON.stringify([answer.status, headers, (await answer.text()).replace(String(id), '')]);
      }),
    );
    expect(new Set(told).size).toBe(1);
  });

  it('are counted beyond what is explained, those to nobody for the whole service', async () => {
    const { deliver, read } = await aConnectedService();
    for (let number = 0; number < 5; number += 1) await deliver('{}', {});
    for (let number = 0; number < 3; number += 1) await deliver('{}', {}, `stranger-${number}`);

    const report = await until(async () => {
      const now = await read();
      return (now.items as readonly Row[]).length > 0 ? now : undefined;
    }, 'an explanation');

    expect(report).toMatchObject({ refused: 5, notExamined: 4, toNoConnection: 3, since: expect.any(String) });
    expect(report.items).toMatchObject([{ mistake: 'no-signature', count: 1 }]);
  });

  it('are explained once they were answered, never before', async () => {
    const { sendWith, logged } = await aConnectedService();
    const before = logged.length;

    await sendWith({ action: 'sign-hex' });

    const lines = logged.slice(before);
    const answered = lines.findIndex((line) => line.includes('"route":"POST /hooks/{connectionId}","status":401'));
    const explained = lines.findIndex((line) => line.includes('"kind":"webhook-refusal-explained"'));
    expect(answered).toBeGreaterThanOrEqual(0);
    expect(explained).toBeGreaterThan(answered);
  });

  it('are forgotten with their connection', async () => {
    const { sendWith, client, path, connectionId } = await aConnectedService();
    await sendWith({ action: 'sign-hex' });

    await client().delete(`/v1/connections/${connectionId}`);

    expect(await client().get(path)).toMatchObject({ status: 404, body: { code: 'connection-not-found' } });
  });
});
