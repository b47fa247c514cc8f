import { describe, expect, it } from 'vitest';
import { adminKey, aWorld, type World } from './world/a-world.js';
import type { Answer, Row } from './world/client.js';
import { anApp, connect, connectionTo } from './world/set-up.js';
import { until } from './world/until.js';

const live = { accept: 'text/event-stream' };
const credential = { kind: 'password', username: 'admin', password: 'admin-password' };
const wrong = { kind: 'password', username: 'admin', password: 'canary-8264' };

interface Streamed {
  readonly checks: readonly Row[];
  /** The last event, as if it had been answered. */
  readonly answer: {
    readonly status: number;
    readonly body: Row & { readonly diagnosis?: { readonly checks: Row[] } };
  };
}

/** Reads what was streamed; throws where it is anything but checks and then one answer. */
function streamedIn({ status, headers, text }: Answer): Streamed {
  expect([status, headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
  const events = [...text.matchAll(/^event: (\w+)\ndata: (.*)\n\n/gm)].map(([, name, data]) => ({
    name,
    data: JSON.parse(data ?? ''),
  }));
  expect(events.map(({ name }) => name)).toEqual([...events.slice(1).map(() => 'check'), 'answer']);
  return { checks: events.slice(0, -1).map(({ data }) => data), answer: events.at(-1)?.data };
}

/** An answer without what is another each time. */
function lasting(body: Row): Row {
  const { id: _, createdAt: __, checkedAt: ___, ...rest } = body;
  return JSON.parse(JSON.stringify(rest).replace(/(?<=127\.0\.0\.1:)\d+|\d+(?= ms)/g, 'n'));
}

type Ask = (world: World, id: string, headers: Record<string, string>) => Promise<Answer>;

const asks: readonly (readonly [route: string, ask: Ask])[] = [
  [
    'POST /v1/connections',
    ({ client, fake }, _, headers) =>
      client().call('POST', '/v1/connections', { body: connectionTo(fake.url), headers }),
  ],
  [
    'PATCH /v1/connections/{id}',
    ({ client }, id, headers) =>
      client().call('PATCH', `/v1/connections/${id}`, { body: { tenant: 'Default', credential }, headers }),
  ],
  [
    'PUT /v1/connections/{id}/credential',
    ({ client }, id, headers) =>
      client().call('PUT', `/v1/connections/${id}/credential`, { body: credential, headers }),
  ],
  [
    'POST /v1/connections/{id}/check',
    ({ client }, id, headers) => client().call('POST', `/v1/connections/${id}/check`, { body: {}, headers }),
  ],
];

describe('a diagnosis as it is made', () => {
  it.each(asks)('is told check by check by %s, and then what would have been answered without', async (_, ask) => {
    const world = await aWorld();
    const id = await connect(world);
    const plain = await ask(world, id, {});

    const { checks, answer } = streamedIn(await ask(world, id, live));

    expect(answer.status).toBe(plain.status);
    expect(lasting(answer.body)).toEqual(lasting(plain.body));
    const shown = (answer.body.diagnosis ?? answer.body).checks;
    expect(shown).toEqual(expect.arrayContaining([...checks]));
    expect(checks.map(({ id: check }) => check)).toEqual(expect.arrayContaining(['port-open', 'credentials-accepted']));
  });

  it('has the problem as its answer when the checks find one, counts it, and shows no secret', async () => {
    const world = await aWorld();
    const id = await connect(world);
    const put = (headers: Record<string, string>) =>
      world.client().call('PUT', `/v1/connections/${id}/credential`, { body: wrong, headers });
    const plain = await put({});

    const streamed = await put(live);

    const { checks, answer } = streamedIn(streamed);
    expect(answer).toMatchObject({ status: 422, body: { code: 'check-failed' } });
    expect(lasting(answer.body)).toEqual(lasting(plain.body));
    expect(checks).toContainEqual(expect.objectContaining({ id: 'credentials-accepted', verdict: 'fail' }));
    expect(streamed.text + world.logged.join('')).not.toContain('canary-8264');
    expect((await world.client().get('/metrics')).text).toMatch(/code="check-failed"[^\n]* 2\n/);
  });

  it('is answered as ever when it is refused before the first check', async () => {
    const world = await aWorld();
    const id = await connect(world);
    const { designer } = await anApp(world);
    const connecting = connectionTo('https://other.example');
    const refused = await Promise.all([
      world.client().call('POST', '/v1/connections', { body: {}, headers: live }),
      designer.call('POST', '/v1/connections', { body: connecting, headers: live }),
      designer.call('PUT', `/v1/connections/${id}/credential`, { body: credential, headers: live }),
      world.client().call('POST', '/v1/connections/nothing/check', { body: {}, headers: live }),
    ]);

    expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
      [400, 'invalid-input'],
      [403, 'origin-needs-admin'],
      [403, 'not-allowed'],
      [404, 'connection-not-found'],
    ]);
    expect(refused.map(({ headers }) => headers['content-type'])).toEqual(
      Array(4).fill(expect.stringContaining('application/problem+json')),
    );
  });

  it('is an answer alone where nothing is checked, and not streamed to whoever accepts no events', async () => {
    const world = await aWorld();
    const path = `/v1/connections/${await connect(world)}`;
    const rename = (accept: string) =>
      world.client().call('PATCH', path, { body: { name: 'Finance' }, headers: { accept } });

    expect(streamedIn(await rename('application/json, text/event-stream;q=0.9'))).toMatchObject({
      checks: [],
      answer: { status: 200, body: { name: 'Finance' } },
    });
    expect(await rename('text/event-streams, */*')).toMatchObject({ status: 200, body: { name: 'Finance' } });
  });

  it('goes on to its end when whoever asked for it hangs up', async () => {
    const world = await aWorld();
    const url = await world.host.start();
    world.fake.admin.addFault({ on: 'POST /api/Account/Authenticate', action: 'delay', delayMs: 60_000, times: 1 });
    const hangingUp = new AbortController();
    const response = await fetch(`${url}/v1/connections`, {
      method: 'POST',
      headers: { ...live, authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(connectionTo(world.fake.url)),
      signal: hangingUp.signal,
    });
    const reader = response.body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);

    hangingUp.abort();
    await until(() => hasAnswered(world), 'the end of the line');
    expect((await world.client().get('/v1/connections')).items).toEqual([]);
    await until(() => isSigningIn(world), 'the credential to be sent');
    await world.fake.admin.advanceClock(60_000);

    expect(first).toMatch(/^event: check\n/);
    const made = await until(async () => (await world.client().get('/v1/connections')).items[0], 'the connection');
    expect(made).toMatchObject({ status: 'verified' });
  });
});

/** Whether the credential has arrived, to be answered when the clock of the fake says so. */
function isSigningIn({ fake }: World): true | undefined {
  return fake.admin.journal().some(({ path }) => path === '/api/Account/Authenticate') || undefined;
}

/** Whether the log has the request as answered: nobody waits for it any more. */
function hasAnswered({ logged }: World): true | undefined {
  return logged.some((line) => line.includes('"POST /v1/connections"') && line.includes('"answered"')) || undefined;
}
