import { failures } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { createHostClient } from '../../src/host-client/index.js';
import { type Answering, aClientOf, accepted, html, inTime, jobKey, json, problem, processId } from './a-service.js';

describe('a start through the service', () => {
  it('sends the arguments, the key of the caller and a token, and answers the job', async () => {
    const { client, requests } = aClientOf(accepted);

    const started = await client.start(processId, { input: { in_Text: 'ü' }, idempotencyKey: 'invoice-4711' });

    expect(started).toMatchObject({ ok: true, value: { jobKey } });
    const [{ method, path, headers, body } = failed()] = requests;
    expect([method, path, body]).toEqual(['POST', `/v1/processes/${processId}/jobs`, { input: { in_Text: 'ü' } }]);
    expect(headers.get('authorization')).toBe('Bearer a-token');
    expect(headers.get('idempotency-key')).toBe('invoice-4711');
    expect(requests).toHaveLength(1);
  });

  it('whose answer was lost is repeated under the same key, which is made for it', async () => {
    const { client, clock, requests } = aClientOf(failingAtFirst(2, breaking));

    const [one, other] = [await inTime(clock, client.start(processId)), await inTime(clock, client.start(processId))];

    expect([one.ok, other.ok]).toEqual([true, true]);
    expect(keysOf(requests)).toEqual(['made-key-1', 'made-key-1', 'made-key-1', 'made-key-2']);
  });

  it.each([
    ['a service that is away', () => problem(503, 'not-ready')],
    ['an outcome that is not known', () => problem(504, 'start-outcome-unknown')],
    ['a start under the same key that is under way', () => problem(409, 'start-in-progress')],
    ['a proxy without a service behind it', () => html(502)],
    ['no token for a moment', () => problem(429, 'too-many')],
  ])('is repeated after %s', async (_, refused) => {
    const { client, clock, requests } = aClientOf(failingAtFirst(2, refused));

    expect(await inTime(clock, client.start(processId))).toMatchObject({ ok: true });
    expect(new Set(keysOf(requests)).size).toBe(1);
  });

  it('waits as long as it is asked to', async () => {
    const { client, clock, requests } = aClientOf(
      failingAtFirst(1, () => problem(503, 'not-ready', { 'retry-after': '7' })),
    );
    const started = client.start(processId);

    await clock.advance(6_900);
    expect(requests).toHaveLength(1);
    await clock.advance(1_000);
    expect(await started).toMatchObject({ ok: true });
  });

  it('is given up when it would have to be repeated too late, and says that a job may run', async () => {
    const { client, clock } = aClientOf(() => problem(504, 'start-outcome-unknown'), { patienceMs: 4_000 });
    const beganAtMs = clock.nowMs();

    const started = await inTime(clock, client.start(processId));

    expect(started).toMatchObject({ ok: false, failure: { code: 'start-outcome-unknown', mayHaveHappened: true } });
    expect(clock.nowMs() - beganAtMs).toBeLessThanOrEqual(4_000);
  });

  it('that was asked to wait longer than it would says so at once', async () => {
    const { client } = aClientOf(() => problem(503, 'orchestrator-throttled', { 'retry-after': '300' }));

    const started = await client.start(processId);

    expect(started).toMatchObject({ failure: { code: 'orchestrator-throttled', retryAfterMs: 300_000 } });
    expect(started).not.toHaveProperty('failure.mayHaveHappened');
  });

  it('that nobody answers is ended after 30 s', async () => {
    const { client, clock, requests } = aClientOf(() => new Promise<Response>(() => {}), { patienceMs: 0 });

    const started = await inTime(clock, client.start(processId));

    expect(started).toMatchObject({ failure: { code: 'service-unreachable', mayHaveHappened: true } });
    expect(requests[0]?.signal.aborted).toBe(true);
  });

  it('whose answer begins and never ends is given up after 30 s', async () => {
    const endless = new ReadableStream<Uint8Array>({ start: (open) => open.enqueue(new TextEncoder().encode('{')) });
    const answer = () => new Response(endless, { headers: { 'content-type': 'application/json' } });
    const { client, clock } = aClientOf(answer);

    const started = await inTime(clock, client.start(processId));

    expect(started).toMatchObject({ failure: { code: 'service-answer-unusable', mayHaveHappened: true } });
  });

  it('that is not wanted any more is not repeated', async () => {
    const leaving = new AbortController();
    const { client, clock, requests } = aClientOf(breaking);
    const started = client.start(processId, { signal: leaving.signal });
    await clock.advance(10);
    leaving.abort();

    expect(await inTime(clock, started)).toMatchObject({ failure: { code: 'call-cancelled', mayHaveHappened: true } });
    expect(requests).toHaveLength(1);
  });

  it('of what cannot be an id or a key is not sent', async () => {
    const { client, requests } = aClientOf(accepted);

    expect(await client.start('../connections')).toMatchObject({ failure: { code: 'process-not-found' } });
    expect(await client.follow(processId, '..')).toMatchObject({ failure: { code: 'job-not-found' } });
    await expect(client.start(processId, { idempotencyKey: 'ä' })).rejects.toThrow('idempotencyKey must be');
    expect(requests).toEqual([]);
  });
});

describe('a refusal', () => {
  it('keeps code, detail and remedy of the service, and the numbers of Orchestrator', async () => {
    const body = {
      ...{ code: 'orchestrator-refused', detail: 'Orchestrator refused the start.', remedy: 'Look.', status: 422 },
      ...{ orchestrator: { status: 409, errorCode: 2818 }, traceId: 'aa' },
    };
    const { client } = aClientOf(() => json(422, body));

    expect(await client.start(processId)).toEqual({
      ok: false,
      failure: {
        code: 'orchestrator-refused',
        detail: 'Orchestrator refused the start.',
        reply: { status: 409, errorCode: 2818 },
        problem: { status: 422, code: 'orchestrator-refused', remedy: 'Look.', traceId: 'aa' },
      },
    });
  });

  it('with a code that this version does not know is told as one, with that code', async () => {
    const { client } = aClientOf(() => problem(403, 'not-allowed'));

    const started = await client.start(processId);

    expect(started).toMatchObject({
      failure: {
        code: 'service-refused',
        detail: 'It was not-allowed.',
        problem: { status: 403, code: 'not-allowed', remedy: 'Mend not-allowed.' },
      },
    });
  });

  it.each([
    ['a web page', () => html(404)],
    ['a web page in place of a job', () => html(200)],
    ['a job without a key', () => json(202, { state: 'Pending' })],
    ['JSON that is cut', () => new Response('{"jobKey":', { headers: { 'content-type': 'application/json' } })],
    ['more than 16 MiB', () => oversized()],
    ['a list', () => json(200, [])],
    ['a problem without a code', () => json(400, { title: 'Bad Request', status: 400 })],
    ['a name of every object in place of a code', () => json(400, { code: ['toString'] })],
  ])('is told of %s as an answer that is none', async (_, answer) => {
    const { client } = aClientOf(answer);

    expect(await client.start(processId)).toMatchObject({ ok: false, failure: { code: 'service-answer-unusable' } });
  });

  it('never tells the token, although the other side quotes it', async () => {
    const quoting = () =>
      json(400, { code: 'invalid-input', detail: 'not a-token', remedy: 'a-token', traceId: 'a-token' });
    const { client } = aClientOf(quoting);

    expect(JSON.stringify(await client.start(processId))).not.toContain('a-token');
  });

  it('has a documented code, whatever is answered', async () => {
    const codes = new Set<string>();
    for (const answer of [() => html(500), () => problem(418, 'teapot'), () => problem(404, 'toString'), breaking]) {
      const { client, clock } = aClientOf(answer);
      const started = await inTime(clock, client.start(processId));
      if (!started.ok) codes.add(started.failure.code);
    }

    expect([...codes].filter((code) => !Object.hasOwn(failures, code))).toEqual([]);
    expect(codes.size).toBe(3);
  });
});

describe('a stop through the service', () => {
  it('asks as it was told to, and again when no answer came', async () => {
    const { client, clock, requests } = aClientOf((_, count) =>
      count === 1 ? breaking() : json(202, { jobKey, state: 'Stopping' }),
    );

    const stopped = await inTime(clock, client.stop(processId, jobKey.toUpperCase(), 'soft'));

    expect(stopped).toEqual({ ok: true, value: undefined });
    expect(requests.map(({ path, body }) => [path, body])).toEqual([
      [`/v1/processes/${processId}/jobs/${jobKey}/stop`, { mode: 'soft' }],
      [`/v1/processes/${processId}/jobs/${jobKey}/stop`, { mode: 'soft' }],
    ]);
  });
});

describe('the address of the service', () => {
  it.each([
    ['cuelight.example', 'url is not an absolute URL'],
    ['http://cuelight.example', 'url must use https'],
    ['https://me:pass@cuelight.example', 'url holds a user name or password'],
    ['https://cuelight.example/?a=b', 'url has a query or a fragment'],
  ])('%s is refused, and never quoted', (url, message) => {
    const making = () => createHostClient({ url, getToken: () => 'a-token' });

    expect(making).toThrow(message);
    expect(making).not.toThrow(url);
  });

  it.each(['https://portal.example/cuelight/', 'http://localhost:7400', 'http://127.0.0.1:7400'])(
    'may be %s',
    (url) => {
      expect(createHostClient({ url, getToken: () => 'a-token' })).toBeDefined();
    },
  );
});

function failingAtFirst(times: number, refused: () => Response): Answering {
  return (_, count) => (count <= times ? refused() : accepted());
}

/** A job, after more spaces than anybody reads. */
function oversized(): Response {
  const text = `${' '.repeat(17 * 1024 * 1024)}${JSON.stringify({ jobKey, state: 'Pending' })}`;
  return new Response(text, { headers: { 'content-type': 'application/json' } });
}

function breaking(): never {
  throw new TypeError('fetch failed');
}

function failed(): never {
  throw new Error('nothing was sent');
}

function keysOf(requests: readonly { readonly headers: Headers }[]): readonly (string | null)[] {
  return requests.map(({ headers }) => headers.get('idempotency-key'));
}
