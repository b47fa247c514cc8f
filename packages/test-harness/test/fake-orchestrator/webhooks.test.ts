import { describe, expect, it } from 'vitest';
import { aFake } from './a-fake.js';
import { aSubscriber } from './a-subscriber.js';
import { subscribe } from './requests.js';

const url = 'http://127.0.0.1:9/hook';

describe('a webhook', () => {
  it('can be made, found by its URL, and read with its secret', async () => {
    const { api } = await aFake();

    const made = await subscribe(api, url, { SubscribeToAllEvents: false, Events: [{ EventType: 'job.completed' }] });
    await subscribe(api, `${url}/other`);

    const found = await api.get(`/odata/Webhooks?$filter=Url eq '${url}'`);
    const read = await api.get(`/odata/Webhooks(${made.body.Id})`);
    expect(made.status).toBe(201);
    expect(found.rows).toMatchObject([
      { Id: made.body.Id, Secret: 'shared-secret', Enabled: true, Events: [{ EventType: 'job.completed' }] },
    ]);
    expect(read.body).toMatchObject({ Url: url, Secret: 'shared-secret', Name: null });
  });

  it('that subscribes to all events lists none', async () => {
    const { api } = await aFake();

    const { body } = await subscribe(api, url, { Events: [{ EventType: 'job.completed' }] });

    expect(body).toMatchObject({ SubscribeToAllEvents: true, Events: [] });
  });

  it('can be changed in part by PATCH and as a whole by PUT', async () => {
    const { api } = await aFake();
    const { body } = await subscribe(api, url, { Name: 'Cuelight', Description: 'ours' });
    const path = `/odata/Webhooks(${body.Id})`;

    const patched = await api.send('PATCH', path, { Enabled: false });
    const put = await api.send('PUT', path, {
      Url: `${url}/new`,
      Enabled: true,
      SubscribeToAllEvents: false,
      AllowInsecureSsl: false,
      Events: [],
    });

    expect(patched.status).toBe(200);
    expect(patched.body).toMatchObject({ Url: url, Enabled: false, Name: 'Cuelight', Secret: 'shared-secret' });
    expect(put.body).toMatchObject({ Url: `${url}/new`, Enabled: true, Name: null, Secret: null });
  });

  it('is gone after DELETE, which answers 204', async () => {
    const { api } = await aFake();
    const { body } = await subscribe(api, url);
    const path = `/odata/Webhooks(${body.Id})`;

    const removed = await api.send('DELETE', path);
    const again = await api.send('DELETE', path);
    const read = await api.get(path);

    expect([removed.status, removed.text]).toEqual([204, '']);
    expect([again.status, read.status, read.body.errorCode]).toEqual([404, 404, 1002]);
  });

  it.each([
    ['a field that version 17 does not know', { CreatorUserKey: 'x' }],
    ['a URL that is none', { Url: 'not a URL' }],
    ['a URL of another kind', { Url: 'ftp://127.0.0.1/hook' }],
    ['a secret over 100 characters', { Secret: 'x'.repeat(101) }],
    ['no word on insecure TLS', { AllowInsecureSsl: undefined }],
  ])('with %s makes the whole body null', async (_, more) => {
    const { api } = await aFake();

    const answer = await subscribe(api, url, more);

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ message: 'webhookDto must not be null', errorCode: 0 });
  });

  it.each(['job.resumed', 'job.stopping', 'job.terminating', 'robot.connected'])(
    'for %s, which version 17 does not have, is refused',
    async (EventType) => {
      const { api } = await aFake();

      const answer = await subscribe(api, url, { SubscribeToAllEvents: false, Events: [{ EventType }] });

      expect([answer.status, answer.body.errorCode]).toEqual([400, 1000]);
    },
  );
});

describe('the event types', () => {
  it('are told with their groups', async () => {
    const { api } = await aFake();

    const { rows } = await api.get('/odata/Webhooks/UiPath.Server.Configuration.OData.GetEventTypes');

    expect(rows).toContainEqual({ Name: 'job.suspended', Group: 'Job' });
    expect(rows.map(({ Name }) => Name)).not.toContain('job.resumed');
  });
});

describe('a ping', () => {
  it('answers 202 with the event that it really sends', async () => {
    const { fake, api } = await aFake();
    const subscriber = await aSubscriber();
    const { body } = await subscribe(api, subscriber.url, { SubscribeToAllEvents: false, Events: [] });

    const answer = await api.post(`/odata/Webhooks(${body.Id})/UiPath.Server.Configuration.OData.Ping`);
    await fake.admin.advanceClock(0);

    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ Type: 'ping', TenantId: 1, UserId: 2 });
    expect(subscriber.received.map((event) => event.body)).toEqual([answer.body]);
  });
});
