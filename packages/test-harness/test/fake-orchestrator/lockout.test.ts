import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Seed } from '../../src/fake-orchestrator/index.js';
import { aFake } from './a-fake.js';
import { type ApiAnswer, createApiClient } from './api-client.js';

const lockedMs = 300_000;

function logIn(url: string, password: string, username = 'admin', tenancyName = 'Default'): Promise<ApiAnswer> {
  const body = { tenancyName, usernameOrEmailAddress: username, password };
  return createApiClient(url).post('/api/Account/Authenticate', body);
}

async function guess(url: string, times: number, username = 'admin'): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) await logIn(url, 'guess', username);
}

describe('guessing at a password', () => {
  it('ten times locks the user for five minutes, even for the right password', async () => {
    const { fake } = await aFake();

    await guess(fake.url, 10);
    const locked = await logIn(fake.url, 'admin-password');
    await fake.admin.advanceClock(lockedMs);
    const after = await logIn(fake.url, 'admin-password');

    expect([locked.status, locked.body.errorCode, after.status]).toEqual([400, 1000, 200]);
  });

  it('does nothing to other users, nor to who is logged in already', async () => {
    const seed: Seed = {
      tenants: [
        {
          name: 'Default',
          users: [
            { username: 'admin', password: 'admin-password' },
            { username: 'clerk', password: 'clerk-password' },
          ],
        },
      ],
    };
    const { fake, api } = await aFake({ seed });

    await guess(fake.url, 10, 'admin');

    expect((await logIn(fake.url, 'clerk-password', 'clerk')).status).toBe(200);
    expect((await api.get('/odata/Folders')).status).toBe(200);
  });

  it('locks exactly as ten wrong ones in a row say, whatever is tried and however long is waited', async () => {
    const { fake } = await aFake();
    const right = { kind: 'right' as const };
    const guesses = fc.integer({ min: 1, max: 11 }).map((times) => ({ kind: 'guesses' as const, times }));
    const waits = fc.constantFrom(1000, lockedMs / 2, lockedMs).map((ms) => ({ kind: 'wait' as const, ms }));

    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.constant(right), guesses, waits), { maxLength: 8 }), async (steps) => {
        await fake.admin.reset();
        // What is waited is told from the steps; the real time that passes meanwhile is far less than the smallest wait.
        let nowMs = 0;
        let wrongInARow = 0;
        let lockedUntilMs = 0;
        for (const step of steps) {
          if (step.kind === 'wait') {
            await fake.admin.advanceClock(step.ms);
            nowMs += step.ms;
          } else if (step.kind === 'right') {
            const { status } = await logIn(fake.url, 'admin-password');
            expect(status).toBe(nowMs < lockedUntilMs ? 400 : 200);
            if (status === 200) wrongInARow = 0;
          } else {
            await guess(fake.url, step.times);
            for (let turn = 0; turn < step.times && nowMs >= lockedUntilMs; turn += 1) {
              wrongInARow += 1;
              if (wrongInARow < 10) continue;
              wrongInARow = 0;
              lockedUntilMs = nowMs + lockedMs;
            }
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('a tenant that restricts basic authentication', () => {
  it('refuses passwords, but for users that bypass it', async () => {
    const seed: Seed = {
      tenants: [
        {
          name: 'Default',
          restrictBasicAuthentication: true,
          users: [
            { username: 'admin', password: 'admin-password' },
            { username: 'svc.runner', password: 'runner-password', bypassBasicAuthRestriction: true },
          ],
        },
        { name: 'Acme', users: [{ username: 'admin', password: 'admin-password' }] },
      ],
    };
    const { fake } = await aFake({ seed });

    const answers = [
      await logIn(fake.url, 'admin-password'),
      await logIn(fake.url, 'runner-password', 'svc.runner'),
      await logIn(fake.url, 'admin-password', 'admin', 'Acme'),
    ];

    expect(answers.map(({ status, body }) => body.errorCode ?? status)).toEqual([1000, 200, 200]);
  });
});
