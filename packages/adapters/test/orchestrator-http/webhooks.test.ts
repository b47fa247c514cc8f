import { Secret } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { type Act, webPage } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const url = 'https://cuelight.example/hooks/connection-1';
const request = { url, secret: new Secret('webhook-secret') };
const known = ['job.created', 'job.started', 'job.faulted', 'job.completed', 'job.stopped', 'job.suspended'];

describe('creating a webhook', () => {
  it('subscribes to the job events that Orchestrator lists, with TLS verification', async () => {
    const listed = [...known, 'queue.created', 'job.resumed'].map((Name) => ({ Name, Group: 'x' }));
    const { server, webhooks, access } = await withWebhooks({ body: { value: listed } });

    const outcome = await webhooks.create(access, request);

    expect(outcome).toEqual({ ok: true, value: 5 });
    expect(JSON.parse(server.to('/odata/Webhooks')[0]?.body ?? '')).toEqual({
      Url: url,
      Enabled: true,
      Secret: 'webhook-secret',
      SubscribeToAllEvents: false,
      AllowInsecureSsl: false,
      Events: [...known, 'job.resumed'].map((EventType) => ({ EventType })),
    });
  });

  it.each<[string, string, readonly string[]]>([
    ['9.0', '()', known],
    ['17.0', '', known],
    ['20.0', '', [...known, 'job.resumed', 'job.stopping', 'job.terminating']],
  ])('subscribes to those that API %s has when the list cannot be read', async (apiVersion, suffix, events) => {
    const { server, webhooks, access } = await withWebhooks({ status: 403, body: { errorCode: 0 } }, apiVersion);

    await webhooks.create(access, request);

    expect(server.to(`GetEventTypes${suffix}`)).toHaveLength(1);
    const body = JSON.parse(server.to('/odata/Webhooks')[0]?.body ?? '');
    expect(body.Events).toEqual(events.map((EventType) => ({ EventType })));
  });

  it('gives it a name only where the version wants one', async () => {
    const { server, webhooks, access } = await withWebhooks(webPage, '20.0');

    await webhooks.create(access, request);

    expect(JSON.parse(server.to('/odata/Webhooks')[0]?.body ?? '')).toMatchObject({ Name: 'Cuelight connection-1' });
  });

  it('leaves it open whether there is one when the reply does not hold its id', async () => {
    const { webhooks, access } = await withWebhooks(webPage, '17.0', { status: 201, body: { Url: url } });

    const outcome = await webhooks.create(access, request);

    expect(outcome).toMatchObject({ failure: { code: 'orchestrator-reply-unusable', mayHaveHappened: true } });
  });

  function withWebhooks(eventTypes: Act, apiVersion = '17.0', created: Act = { status: 201, body: { Id: 5 } }) {
    return withOrchestrator(
      ({ path }) => (path.includes('GetEventTypes') ? eventTypes : path === '/odata/Webhooks' ? created : undefined),
      { apiVersion },
    );
  }
});

describe('reading a webhook', () => {
  const asWanted = {
    Id: 5,
    Url: url,
    Enabled: true,
    Secret: 'canary-secret',
    SubscribeToAllEvents: false,
    AllowInsecureSsl: false,
    Events: known.map((EventType) => ({ EventType })),
  };
  const right = { id: 5, url, isEnabled: true, sendsJobEvents: true, allowsInsecureSsl: false };

  it.each<[string, object, object]>([
    ['as it is wanted', {}, {}],
    ['with its events in another order', { Events: [...asWanted.Events].reverse() }, {}],
    ['disabled', { Enabled: false }, { isEnabled: false }],
    ['at another address', { Url: 'https://elsewhere.example/' }, { url: 'https://elsewhere.example/' }],
    ['that verifies no certificate', { AllowInsecureSsl: true }, { allowsInsecureSsl: true }],
    ['of all events', { SubscribeToAllEvents: true, Events: [] }, { sendsJobEvents: false }],
    ['without one of the events', { Events: asWanted.Events.slice(1) }, { sendsJobEvents: false }],
    [
      'with one event more',
      { Events: [...asWanted.Events, { EventType: 'queue.created' }] },
      { sendsJobEvents: false },
    ],
    ['that does not show its events', { Events: undefined }, {}],
  ])('tells of one %s, and never its secret', async (_, change, expected) => {
    const { server, webhooks, access } = await withWebhook({ body: { ...asWanted, ...change } });

    const read = await webhooks.read(access, 5);

    expect(read).toEqual({ ok: true, value: { ...right, ...expected } });
    expect(server.to('/odata/Webhooks(5)')[0]?.query.get('$select')).not.toContain('Secret');
  });

  it.each<[string, Act, object]>([
    ['none that is gone', { status: 404, body: { errorCode: 1002 } }, { ok: true, value: undefined }],
    ['a missing permission', { status: 403 }, { failure: { code: 'orchestrator-forbidden' } }],
    ['a web page for an unusable answer', webPage, { failure: { code: 'orchestrator-reply-unusable' } }],
    ['a reply without address', { body: { Id: 5 } }, { failure: { code: 'orchestrator-reply-unusable' } }],
  ])('tells %s', async (_, act, expected) => {
    const { webhooks, access } = await withWebhook(act);

    expect(await webhooks.read(access, 5)).toMatchObject(expected);
  });

  it('compares its events with those of the version where Orchestrator lists none', async () => {
    const { webhooks, access } = await withWebhook({ body: asWanted }, { status: 403 });

    expect(await webhooks.read(access, 5)).toMatchObject({ value: { sendsJobEvents: true } });
  });

  it('does not take it for a wrong one because the events could not be listed just now', async () => {
    const { webhooks, access } = await withWebhook({ body: { ...asWanted, Events: [] } }, { status: 503 });

    expect(await webhooks.read(access, 5)).toMatchObject({ failure: { code: 'orchestrator-unavailable' } });
  });

  function withWebhook(act: Act, eventTypes: Act = { body: { value: known.map((Name) => ({ Name })) } }) {
    return withOrchestrator(({ path }) =>
      path.includes('GetEventTypes') ? eventTypes : path === '/odata/Webhooks(5)' ? act : undefined,
    );
  }
});

describe('changing a webhook', () => {
  it.each([
    ['9.0', {}],
    ['17.0', {}],
    ['20.0', { Name: 'Cuelight connection-1' }],
  ])('puts it whole, its secret included, with the members that API %s knows', async (apiVersion, more) => {
    const { server, webhooks, access } = await withOrchestrator(
      ({ method }) => (method === 'PUT' ? { body: { Id: 5 } } : undefined),
      { apiVersion },
    );

    const changed = await webhooks.change(access, 5, request);

    const put = server.seen.at(-1);
    expect(changed).toEqual({ ok: true, value: 'changed' });
    expect(put).toMatchObject({ method: 'PUT', path: '/odata/Webhooks(5)' });
    expect(JSON.parse(put?.body ?? '')).toEqual({
      Id: 5,
      Url: url,
      Enabled: true,
      Secret: 'webhook-secret',
      SubscribeToAllEvents: false,
      AllowInsecureSsl: false,
      Events: expect.arrayContaining(known.map((EventType) => ({ EventType }))),
      ...more,
    });
  });

  it.each<[string, Act, object]>([
    ['one that is gone', { status: 404, body: { errorCode: 1002 } }, { ok: true, value: 'gone' }],
    ['a missing permission', { status: 403 }, { failure: { code: 'orchestrator-forbidden' } }],
    ['no answer', 'reset', { failure: { code: 'orchestrator-unreachable', mayHaveHappened: true } }],
    ['a web page', webPage, { failure: { code: 'orchestrator-reply-unusable', mayHaveHappened: true } }],
  ])('tells of %s', async (_, act, expected) => {
    const { webhooks, access } = await withOrchestrator(({ method }) => (method === 'PUT' ? act : undefined));

    const changed = await webhooks.change(access, 5, request);

    expect(changed).toMatchObject(expected);
    expect(!changed.ok && changed.failure.mayHaveHappened === undefined).toBe(_ === 'a missing permission');
  });
});

describe('finding, pinging and deleting webhooks', () => {
  it('finds by address, and asks for the ids only, since the replies show the secrets', async () => {
    const { server, webhooks, access } = await withOrchestrator(() => undefined);
    const answering = await withOrchestrator(({ path }) =>
      path === '/odata/Webhooks' ? { body: { value: [{ Id: 5 }, { Id: 8 }] } } : undefined,
    );

    const missing = await webhooks.findByUrl(access, url);
    const found = await answering.webhooks.findByUrl(answering.access, url);

    expect(missing).toMatchObject({ failure: { code: 'orchestrator-refused' } });
    expect(found).toEqual({ ok: true, value: [5, 8] });
    expect(server.to('/odata/Webhooks')[0]?.query.get('$filter')).toBe(`Url eq '${url}'`);
    expect(server.to('/odata/Webhooks')[0]?.query.get('$select')).toBe('Id');
  });

  it('pings', async () => {
    const { server, webhooks, access } = await withOrchestrator(({ path }) =>
      path.endsWith('.Ping') ? { status: 202, body: { Type: 'ping' } } : undefined,
    );

    expect(await webhooks.ping(access, 5)).toEqual({ ok: true, value: undefined });
    expect(server.seen.at(-1)).toMatchObject({
      method: 'POST',
      path: '/odata/Webhooks(5)/UiPath.Server.Configuration.OData.Ping',
      body: '',
    });
  });

  it.each<[string, Act, object]>([
    ['deletes', { raw: 'HTTP/1.1 204 No Content\r\n\r\n' }, { ok: true, value: undefined }],
    ['has deleted what is gone already', { status: 404, body: { errorCode: 1002 } }, { ok: true, value: undefined }],
    [
      'has not deleted what a web page answers for',
      webPage,
      { failure: { code: 'orchestrator-reply-unusable', mayHaveHappened: true } },
    ],
    ['may not delete without permission', { status: 403 }, { failure: { code: 'orchestrator-forbidden' } }],
  ])('%s', async (_, act, expected) => {
    const { server, webhooks, access } = await withOrchestrator(({ method }) =>
      method === 'DELETE' ? act : undefined,
    );

    expect(await webhooks.delete(access, 5)).toMatchObject(expected);
    expect(server.seen.at(-1)?.path).toBe('/odata/Webhooks(5)');
  });
});
