import { type Failure, fail, Secret, succeed } from '@cuelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccessToken } from '../../src/orchestrator-http/access-token.js';
import { createTokenSource } from '../../src/orchestrator-http/token-source.js';
import { anAccess } from './an-access.js';

const access = anAccess('http://127.0.0.1:9');
const hourMs = 60 * 60_000;
const refused: Failure = { code: 'credentials-refused', detail: 'No.' };
const away: Failure = { code: 'orchestrator-unavailable', detail: 'Not now.' };

describe('renewing a token', () => {
  it.each([
    ['an hour', hourMs, 55 * 60_000],
    ['30 minutes', hourMs / 2, 27 * 60_000],
    ['a second', 1_000, 900],
    ['no known time', Number.POSITIVE_INFINITY, undefined],
  ])('of %s happens a margin before its end', async (_, lifetimeMs, renewAtMs) => {
    const { source, clock, fetched } = aSource(() => lifetimeMs);
    await source.get(access);

    clock.nowMs = (renewAtMs ?? 1e15) - 1;
    await source.get(access);
    const before = fetched();
    clock.nowMs += 1;
    await source.get(access);

    expect([before, fetched()]).toEqual([1, renewAtMs === undefined ? 1 : 2]);
  });

  it.each([away, refused])('that fails leaves the old one in use until its end: %o', async (failure) => {
    let answer: number | Failure = hourMs;
    const { source, clock } = aSource(() => answer);
    const first = await source.get(access);
    answer = failure;

    clock.nowMs = hourMs - 1;
    const used = await source.get(access);
    clock.nowMs = hourMs;
    const ended = await source.get(access);

    expect(used).toEqual(first);
    expect(ended).toMatchObject({ ok: false, failure: { code: failure.code } });
  });

  it('that failed is tried again after half a minute, and the old one used without waiting meanwhile', async () => {
    let answer: number | Failure = hourMs;
    const { source, clock, fetched } = aSource(() => answer);
    await source.get(access);
    answer = away;
    clock.nowMs = 56 * 60_000;
    await source.get(access);

    clock.nowMs += 29_999;
    await source.get(access);
    const early = fetched();
    clock.nowMs += 1;
    answer = hourMs;
    const renewed = await source.get(access);

    expect([early, fetched()]).toEqual([2, 3]);
    expect(renewed).toMatchObject({ ok: true, value: { secret: expect.anything() } });
  });

  it('never brings back one that Orchestrator did not accept', async () => {
    let answer: number | Failure = hourMs;
    const { source } = aSource(() => answer);
    const first = await source.get(access);
    answer = away;

    if (first.ok) source.drop(first.value);

    expect(await source.get(access)).toEqual(fail(away));
  });

  it('is waited for longer with each refusal, up to half an hour', async () => {
    const { source, clock, fetched } = aSource(() => refused);
    const waits: number[] = [];
    for (let refusals = 0; refusals < 9; refusals += 1) {
      await source.get(access);
      const told = await source.get(access);
      const waitMs = told.ok ? 0 : (told.failure.retryAfterMs ?? 0);
      waits.push(waitMs / 1_000);
      clock.nowMs += waitMs;
    }

    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1_800, 1_800, 1_800]);
    expect(fetched()).toBe(9);
  });
});

describe('any number of callers', () => {
  it('make at most one request for a token at a time, however it ends and whenever tokens do', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.infiniteStream(anAnswer()),
        fc.array(aStep(), { maxLength: 40 }),
        async (s, answers, steps) => {
          const clock = { nowMs: 0 };
          let [underWay, most] = [0, 0];
          const fetchToken = s.scheduleFunction(async () => succeed(undefined));
          const source = createTokenSource(
            async () => {
              underWay += 1;
              most = Math.max(most, underWay);
              await fetchToken();
              underWay -= 1;
              const answer = answers.next().value ?? away;
              return typeof answer === 'number' ? succeed(aToken(answer)) : fail(answer);
            },
            () => clock.nowMs,
          );
          const caller = async (isRefused: boolean) => {
            const token = await source.get(access);
            if (!token.ok || !isRefused) return token;
            source.drop(token.value);
            return source.get(access);
          };

          const calls = s.scheduleSequence(
            steps.map((step) => async () => {
              clock.nowMs += step.afterMs;
              pending.push(...Array.from({ length: step.callers }, () => caller(step.isRefused)));
            }),
          );
          const pending: Promise<unknown>[] = [calls.task];
          await s.waitIdle();
          await Promise.all(pending);

          expect(most).toBeLessThanOrEqual(1);
          expect(underWay).toBe(0);
        },
      ),
    );
  });

  it('are all given the token that one of them asked for', async () => {
    const { source, clock, fetched } = aSource(() => hourMs);
    await source.get(access);
    clock.nowMs = hourMs;

    const got = await Promise.all(Array.from({ length: 1_000 }, () => source.get(access)));

    expect(new Set(got.map((one) => one.ok && one.value)).size).toBe(1);
    expect(fetched()).toBe(2);
  });
});

/** A source whose fetches answer at once: a token that lives so long, or a failure. */
function aSource(answer: () => number | Failure) {
  const clock = { nowMs: 0 };
  let fetches = 0;
  const source = createTokenSource(
    async () => {
      fetches += 1;
      const given = answer();
      return typeof given === 'number' ? succeed(aToken(given)) : fail(given);
    },
    () => clock.nowMs,
  );
  return { source, clock, fetched: () => fetches };
}

function aToken(lifetimeMs: number): AccessToken {
  return { secret: new Secret('token'), lifetimeMs, isRenewable: true, isOfTenant: true };
}

function anAnswer(): fc.Arbitrary<number | Failure> {
  return fc.oneof(fc.constantFrom(1, 1_000, hourMs), fc.constantFrom(refused, away));
}

function aStep(): fc.Arbitrary<{ afterMs: number; callers: number; isRefused: boolean }> {
  const afterMs = fc.constantFrom(0, 1, 31_000, 27 * 60_000, hourMs);
  return fc.record({ afterMs, callers: fc.integer({ min: 1, max: 8 }), isRefused: fc.boolean() });
}
