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
