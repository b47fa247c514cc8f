import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aFake, brokenImport, echoText } from './a-fake.js';
import { aSubscriber } from './a-subscriber.js';
import { start, started, stop, subscribe } from './requests.js';

const slow = { jobMs: [60_000, 120_000] } as const;

describe('an event', () => {
  it('is signed over its bytes with the secret', async () => {
    const { fake, api } = await aFake({ manual: true });
    const subscriber = await aSubscriber();
    await subscribe(api, subscriber.url, { Secret: 'gehëim' });

    await start(api.in('Shared'), echoText, { InputArguments: '{"in_Text":"Zoë"}' });
    await fake.admin.advanceClock(0);

    const [event] = subscriber.received;
    expect(event?.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'UiPath-WebhookService/Webhooks',
      'x-uipath-signature': createHmac('sha256', 'gehëim').update(String(event?.raw)).digest('base64'),
    });
  });

  it('is not signed when the webhook has no secret', async () => {
    const { fake, api } = await aFake({ manual: true });
    const subscriber = await aSubscriber();
    await subscribe(api, subscriber.url, { Secret: null });

    await start(api.in('Shared'), echoText);
    await fake.admin.advanceClock(0);

    expect(subscriber.received[0]?.headers).not.toHaveProperty('x-uipath-signature');
  });

  it('of a start lists the jobs with their input as an object, and who started them', async () => {
    const { fake, api } = await aFake({ manual: true });
    const subscriber = await aSubscriber();
    await subscribe(api, subscriber.url);

    const { rows } = await start(api.in('Shared'), echoText, { JobsCount: 2, InputArguments: '{"in_Text":"Hi"}' });
    await fake.admin.advanceClock(0);

    expect(subscriber.received.map(({ body }) => body)).toEqual([
      {
        Type: 'job.created',
        EventId: expect.stringMatching(/^\d+$/),
        Timestamp: expect.stringMatching(/\.\d{7}Z$/),
        EventTime: rows[0]?.CreationTime,
        EventSourceId: expect.any(String),
        StartInfo: { ReleaseKey: echoText, Strategy: 'ModernJobsCount', RobotIds: [], JobsCount: 2, Source: 'Manual' },
        Jobs: rows.map(({ Id, Key }) =>
          expect.objectContaining({ Id, Key, State: 'Pending', InputArguments: { in_Text: 'Hi' } }),
        ),
        TenantId: 1,
        OrganizationUnitId: 1,
        UserId: 2,
      },
    ]);
  });

  it('of a run tells its start and its end, with the output as an object and no user', async () => {
    const { fake, api } = await aFake(slow);
    const subscriber = await aSubscriber();
    await subscribe(api, subscriber.url);
    const { id, key } = await started(api.in('Shared'), echoText, { InputArguments: '{"in_Text":"Hi"}' });

    await fake.admin.advanceClock(180_000);

    expect(subscriber.types()).toEqual(['job.created', 'job.started', 'job.completed']);
    const completed = subscriber.received[2]?.body;
    expect(completed).toMatchObject({
      EntityKey: key,
      Job: { Id: id, Key: key, State: 'Successful', OutputArguments: { out_Text: 'Hi' }, Release: { Key: echoText } },
    });
    expect(completed).not.toHaveProperty('UserId');
  });

  it('of a fault carries Info and no output', async () => {
    const { fake, api } = await aFake(slow);
    const subscriber = await aSubscriber();
    await subscribe(api, subscriber.url);
    await start(api.in('Finance/AP'), brokenImport);

    await fake.admin.advanceClock(180_000);

    expect(subscriber.received[2]?.body).toMatchObject({
      Type: 'job.faulted',
      Job: { State: 'Faulted', Info: expect.stringContaining('FileNotFoundException'), OutputArguments: {} },
      OrganizationUnitId: 3,
    });
  });

  it('of a stop has the job in a list, and the user; Stopping itself is not told at version 17', async () => {
    const { fake, api } = await aFake(slow);
    const subscriber = await aSubscriber();
    await subscribe(api, subscriber.url);
    const { id } = await started(api.in('Shared'), echoText);
    await fake.admin.advanceClock(60_000);

    await stop(api.in('Shared'), id, 'SoftStop');
    await fake.admin.advanceClock(1000);

    expect(subscriber.types()).toEqual(['job.created', 'job.started', 'job.stopped']);
    expect(subscriber.received[2]?.body).toMatchObject({
      Jobs: [{ Id: id, State: 'Stopped', Info: 'Job canceled', OutputArguments: {} }],
      UserId: 2,
    });
  });

  it('goes to those who subscribe to it, are enabled and still there', async () => {
    const { fake, api } = await aFake({ manual: true });
    const [created, completed, off, gone] = [
      await aSubscriber(),
      await aSubscriber(),
      await aSubscriber(),
      await aSubscriber(),
    ];
    await subscribe(api, created.url, { SubscribeToAllEvents: false, Events: [{ EventType: 'job.created' }] });
    await subscribe(api, completed.url, { SubscribeToAllEvents: false, Events: [{ EventType: 'job.completed' }] });
    await subscribe(api, off.url, { Enabled: false });
    const { body } = await subscribe(api, gone.url);
    await api.send('DELETE', `/odata/Webhooks(${body.Id})`);

    await start(api.in('Shared'), echoText);
    await fake.admin.advanceClock(0);

    expect([created, completed, off, gone].map((subscriber) => subscriber.types())).toEqual([
      ['job.created'],
      [],
      [],
      [],
    ]);
    expect(fake.admin.deliveries().map(({ url }) => url)).toEqual([created.url]);
  });

  it('stays within its tenant', async () => {
    const users = [{ username: 'admin', password: 'admin-password' }];
    const folders = [{ path: 'Shared', processes: [{ name: 'EchoText', key: echoText }] }];
    const seed = {
      tenants: [
        { name: 'One', users },
        { name: 'Two', users, folders },
      ],
    };
    const { fake, api } = await aFake({ seed, manual: true });
    const subscriber = await aSubscriber();
    await subscribe(api, subscriber.url);

    fake.admin.startAttendedJob({ releaseKey: echoText });

    expect(fake.admin.state().jobs).toHaveLength(1);
    expect(fake.admin.deliveries()).toEqual([]);
  });
});

describe('an event that is not taken', () => {
  it.each([
    ['an error', 500],
    ['a refusal', 401],
    ['a redirect', 302],
  ])('because of %s is sent again at once and after 45 s, then given up', async (_, status) => {
    const { fake, api } = await aFake({ manual: true });
    const subscriber = await aSubscriber(() => status);
    await subscribe(api, subscriber.url);

    await start(api.in('Shared'), echoText);
    await fake.admin.advanceClock(30_000);
    const early = fake.admin.deliveries()[0];
    await fake.admin.advanceClock(1_000_000);
    const late = fake.admin.deliveries()[0];

    expect(early?.attempts.map((attempt) => attempt.status)).toEqual([status, status]);
    expect(late).toMatchObject({ eventType: 'job.created', url: subscriber.url, outcome: 'failed' });
    expect(late?.attempts.map((attempt) => attempt.status)).toEqual([status, status, status]);
    expect(new Set(subscriber.received.map(({ body }) => body.EventId)).size).toBe(1);
  });

  it('is delivered when a retry is taken', async () => {
    const { fake, api } = await aFake({ manual: true });
    const subscriber = await aSubscriber((before) => (before === 0 ? 503 : 200));
    await subscribe(api, subscriber.url);

    await start(api.in('Shared'), echoText);
    await fake.admin.advanceClock(1000);

    expect(fake.admin.deliveries()).toMatchObject([
      { outcome: 'delivered', attempts: [{ status: 503 }, { status: 200 }] },
    ]);
  });

  it.each([
    ['deleted', 'DELETE', undefined],
    ['disabled', 'PATCH', { Enabled: false }],
  ])('is not sent again once its webhook is %s', async (_, method, change) => {
    const { fake, api } = await aFake({ manual: true });
    const subscriber = await aSubscriber(() => 500);
    const { body } = await subscribe(api, subscriber.url);
    await start(api.in('Shared'), echoText);
    await fake.admin.advanceClock(1000);
    const before = subscriber.types();

    await api.send(method, `/odata/Webhooks(${body.Id})`, change);
    await fake.admin.advanceClock(60_000);

    expect(subscriber.types()).toEqual(before);
    expect(fake.admin.deliveries()).toMatchObject([{ outcome: 'failed' }]);
  });

  it('because nobody listens is noted without a status', async () => {
    const { fake, api } = await aFake({ manual: true });
    await subscribe(api, 'http://127.0.0.1:9/hook');

    await start(api.in('Shared'), echoText);
    await fake.admin.advanceClock(0);

    expect(fake.admin.deliveries()[0]?.attempts[0]).toMatchObject({ status: null, error: 'connection' });
  });

  it('switches its webhook off for 600 s: events meanwhile are skipped and never sent', async () => {
    const { fake, api } = await aFake({ manual: true });
    let status = 500;
    const subscriber = await aSubscriber(() => status);
    await subscribe(api, subscriber.url);
    const { key } = await started(api.in('Shared'), echoText);
    await fake.admin.advanceClock(60_000);
    status = 200;

    fake.admin.setJobState(key, { state: 'Running' });
    await fake.admin.advanceClock(560_000);
    fake.admin.setJobState(key, { state: 'Suspended' });
    await fake.admin.advanceClock(40_000);
    fake.admin.setJobState(key, { state: 'Successful' });
    await fake.admin.advanceClock(0);

    expect(fake.admin.deliveries().map(({ eventType, outcome }) => [eventType, outcome])).toEqual([
      ['job.created', 'failed'],
      ['job.started', 'skipped'],
      ['job.suspended', 'skipped'],
      ['job.completed', 'delivered'],
    ]);
    expect(subscriber.types()).toEqual(['job.created', 'job.created', 'job.created', 'job.completed']);
  });
});
