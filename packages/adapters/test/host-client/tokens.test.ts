import { describe, expect, it } from 'vitest';
import { type Answering, aClientOf, accepted, inTime, problem, processId } from './a-service.js';

/** Takes tokens from `token-<from>` on. */
function taking(from: number): Answering {
  return ({ headers }) =>
    Number(headers.get('authorization')?.replace('Bearer token-', '')) >= from
      ? accepted()
      : problem(401, 'key-required');
}

function counting() {
  let asked = 0;
  return {
    asked: () => asked,
    getToken: async () => {
      asked += 1;
      return `token-${asked}`;
    },
  };
}

describe('the token of the app', () => {
  it('is asked for once, and used until it is refused', async () => {
    const { getToken, asked } = counting();
    const { client } = aClientOf(taking(1), { getToken });

    await Promise.all([client.start(processId), client.start(processId)]);
    await client.start(processId);

    expect(asked()).toBe(1);
  });

  it('is asked for again when it is refused, once for all who wait for it', async () => {
    const { getToken, asked } = counting();
    const { client } = aClientOf(taking(2), { getToken });

    const started = await Promise.all([client.start(processId), client.start(processId), client.start(processId)]);

    expect(started.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(asked()).toBe(2);
  });

  it('that was got meanwhile is used when the one before it is refused late', async () => {
    const { getToken, asked } = counting();
    let answerLate = (_: Response) => {};
    const late = new Promise<Response>((resolve) => {
      answerLate = resolve;
    });
    const { client } = aClientOf((request, count) => (count === 1 ? late : taking(2)(request, count)), { getToken });
    const slow = client.start(processId);
    await client.start(processId);

    answerLate(problem(401, 'key-required'));

    expect(await slow).toMatchObject({ ok: true });
    expect(asked()).toBe(2);
  });

  it('that is older than 10 s is not used again when no answer came, since a page may not see it refused', async () => {
    const { getToken, asked } = counting();
    const unreadable: Answering = (request, count) => {
      const answer = taking(count === 1 ? 1 : 2)(request, count);
      if (!(answer instanceof Response) || answer.status === 401) throw new TypeError('Failed to fetch');
      return answer;
    };
    const { client, clock } = aClientOf(unreadable, { getToken });
    await client.start(processId);
    await clock.advance(10_000);

    expect(await inTime(clock, client.start(processId))).toMatchObject({ ok: true });
    expect(asked()).toBe(2);
  });

  it('is kept for a while when the service is away, so that the server of the app is not asked with each try', async () => {
    const { getToken, asked } = counting();
    const { client, clock, requests } = aClientOf(() => failing(), { getToken });

    await inTime(clock, client.start(processId));

    expect(requests.length).toBeGreaterThan(10);
    expect(asked()).toBeLessThanOrEqual(3);
  });

  it('that is refused although it is new ends the request', async () => {
    const { getToken, asked } = counting();
    const { client, requests } = aClientOf(taking(9), { getToken });

    const started = await client.start(processId);

    expect(started).toMatchObject({ failure: { code: 'service-refused', problem: { code: 'key-required' } } });
    expect([asked(), requests.length]).toEqual([2, 2]);
  });

  it.each<[string, () => string | Promise<string>]>([
    ['throws', () => failing()],
    ['rejects', () => Promise.reject(new Error('my-secret'))],
    ['gives a text that no header carries', () => 'my-secret\nmy-secret'],
    ['gives nothing', () => undefined as unknown as string],
    ['takes too long', () => new Promise<string>(() => {})],
  ])('is not there when what asks for it %s: nothing is sent, and nothing told of it', async (_, getToken) => {
    const { client, clock, requests } = aClientOf(accepted, { getToken });

    const started = await inTime(clock, client.start(processId));

    expect(started).toMatchObject({ failure: { code: 'token-unavailable' } });
    expect(started).not.toHaveProperty('failure.mayHaveHappened');
    expect(JSON.stringify(started)).not.toContain('my-secret');
    expect(requests).toEqual([]);
  });

  it('is asked for again after it was not there', async () => {
    let asked = 0;
    const getToken = () => {
      asked += 1;
      return asked === 1 ? failing() : 'a-token';
    };
    const { client, clock } = aClientOf(accepted, { getToken });

    expect(await inTime(clock, client.start(processId))).toMatchObject({ ok: true });
  });
});

function failing(): never {
  throw new Error('my-secret');
}
