import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../src/fake-orchestrator/index.js';
import { aFake, echoText } from './a-fake.js';
import { aSubscriber, type Subscriber } from './a-subscriber.js';
import { started, subscribe } from './requests.js';

interface Scene {
  readonly fake: Awaited<ReturnType<typeof aFake>>['fake'];
  readonly subscriber: Subscriber;
  /** Lets the job start and end. */
  play(): Promise<void>;
}

/** A subscribed job that has been made but not begun, with a fault on what is sent from now on. */
async function aScene(fault: Omit<FaultRule, 'on'>, secret = 'a secret'): Promise<Scene> {
  const { fake, api } = await aFake({ manual: true });
  const subscriber = await aSubscriber();
  await subscribe(api, subscriber.url, {
    Secret: secret,
    SubscribeToAllEvents: false,
    Events: [{ EventType: 'job.started' }, { EventType: 'job.completed' }],
  });
  const { key } = await started(api.in('Shared'), echoText);
  fake.admin.addFault({ on: 'webhook', ...fault });
  const play = async (): Promise<void> => {
    fake.admin.setJobState(key, { state: 'Running' });
    fake.admin.setJobState(key, { state: 'Successful', output: { out_Text: 'Hi' } });
    await fake.admin.advanceClock(0);
  };
  return { fake, subscriber, play };
}

describe('a fault on webhooks', () => {
  it('lose: the event is never sent', async () => {
    const { fake, subscriber, play } = await aScene({ action: 'lose', times: 1 });

    await play();
    await fake.admin.advanceClock(3_600_000);

    expect(subscriber.types()).toEqual(['job.completed']);
    expect(fake.admin.deliveries()[0]).toMatchObject({ outcome: 'lost', attempts: [] });
  });

  it('double: the event is sent twice, with the same id', async () => {
    const { subscriber, play } = await aScene({ action: 'double', times: 1 });

    await play();

    expect(subscriber.types()).toEqual(['job.started', 'job.started', 'job.completed']);
    expect(subscriber.received[1]?.body.EventId).toBe(subscriber.received[0]?.body.EventId);
  });

  it('reorder: the next event overtakes it', async () => {
    const { subscriber, play } = await aScene({ action: 'reorder', times: 1 });

    await play();

    expect(subscriber.types()).toEqual(['job.completed', 'job.started']);
  });

  it('reorder: without a next event it is held for two seconds', async () => {
    const { fake, subscriber, play } = await aScene({ action: 'reorder', nth: 2 });

    await play();
    const before = subscriber.types();
    await fake.admin.advanceClock(2000);

    expect(before).toEqual(['job.started']);
    expect(subscriber.types()).toEqual(['job.started', 'job.completed']);
  });

  it('unsigned: it carries no signature', async () => {
    const { subscriber, play } = await aScene({ action: 'unsigned', times: 1 });

    await play();

    expect(subscriber.received.map(({ headers }) => 'x-uipath-signature' in headers)).toEqual([false, true]);
  });

  const secret = 'c2VjcmV0LW9mLWEtd2ViaG9vaw';
  const hashOf = (body: string, key: string | Buffer = secret, hash = 'sha256') =>
    createHmac(hash, key).update(body).digest();

  it.each([
    ['sign-hex', (body: string) => hashOf(body).toString('hex')],
    ['sign-prefixed', (body: string) => `sha256=${hashOf(body).toString('base64')}`],
    ['sign-base64url', (body: string) => hashOf(body).toString('base64url')],
    ['sign-sha1', (body: string) => hashOf(body, secret, 'sha1').toString('base64')],
    ['sign-with-decoded-secret', (body: string) => hashOf(body, Buffer.from(secret, 'base64')).toString('base64')],
    ['sign-with-other-secret', (body: string) => hashOf(body, 'another').toString('base64')],
  ] as const)('%s: it is signed so, and the next one rightly', async (action, signed) => {
    const other = action === 'sign-with-other-secret' ? { secret: 'another' } : {};
    const { subscriber, play } = await aScene({ action, ...other, times: 1 }, secret);

    await play();

    const [first, second] = subscriber.received.map(({ headers, raw }) => [headers['x-uipath-signature'], raw]);
    expect(first?.[0]).toBe(signed(String(first?.[1])));
    expect(second?.[0]).toBe(hashOf(String(second?.[1])).toString('base64'));
  });

  it.each([
    ['reserialise', /^\{\n {2}"Type": "job.started",\n/, (raw: string) => JSON.stringify(JSON.parse(raw))],
    ['escape', /^[ -~]+$/, (raw: string) => JSON.stringify(JSON.parse(raw))],
    ['add-newline', /\}\n$/, (raw: string) => raw.trimEnd()],
    ['add-bom', /^\uFEFF\{/, (raw: string) => raw.slice(1)],
  ] as const)('%s: it is changed under the signature that it had', async (action, written, asItWas) => {
    const { subscriber, play } = await aScene({ action, times: 1 }, secret);

    await play();

    const [first] = subscriber.received;
    const raw = first?.raw ?? '';
    expect(raw).toMatch(written);
    expect(first?.headers['x-uipath-signature']).toBe(hashOf(asItWas(raw)).toString('base64'));
  });

  it('sign-with-other-secret needs the secret, and no other has one', async () => {
    const { fake } = await aFake({ manual: true });

    expect(() => fake.admin.addFault({ on: 'webhook', action: 'sign-with-other-secret' })).toThrow(/secret/);
    expect(() => fake.admin.addFault({ on: 'webhook', action: 'sign-hex', secret: 'x' })).toThrow(/secret/);
  });

  it('delay: it is sent later, by the virtual clock', async () => {
    const { fake, subscriber, play } = await aScene({ action: 'delay', delayMs: 5000, times: 1 });

    await play();
    const before = subscriber.types();
    await fake.admin.advanceClock(5000);

    expect(before).toEqual(['job.completed']);
    expect(subscriber.types()).toEqual(['job.completed', 'job.started']);
  });

  it.each([
    [{ action: 'status', status: 502 }, { status: 502 }],
    [{ action: 'reset' }, { status: null, error: 'fault' }],
  ] as const)('%j: the subscriber sees nothing until the retry', async (fault, attempt) => {
    const { fake, subscriber, play } = await aScene({ ...fault, times: 1 });

    await play();
    await fake.admin.advanceClock(1000);

    expect(fake.admin.deliveries()[0]).toMatchObject({ outcome: 'delivered', attempts: [attempt, { status: 204 }] });
    expect([...subscriber.types()].sort()).toEqual(['job.completed', 'job.started']);
  });

  it('truncate: half of it arrives, under the signature of the whole', async () => {
    const { subscriber, play } = await aScene({ action: 'truncate', times: 1 });

    await play();

    expect(subscriber.received[0]?.raw).toMatch(/^\{"Type":"job\.started"/);
    expect(subscriber.received[0]?.body).toEqual({});
  });

  it('commit-then-drop: it arrives, the answer is lost, and so it is sent again', async () => {
    const { fake, subscriber, play } = await aScene({ action: 'commit-then-drop', times: 1 });

    await play();
    await fake.admin.advanceClock(1000);

    expect(subscriber.types().filter((type) => type === 'job.started')).toHaveLength(2);
    expect(fake.admin.deliveries()[0]).toMatchObject({ outcome: 'delivered' });
  });
});
