import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aFake } from './a-fake.js';
import { createApiClient } from './api-client.js';
import {
  askForToken,
  desktop,
  firstRefreshTokens,
  type IdentityAnswer,
  runner,
  seedWithApplications,
} from './token-requests.js';

const dayMs = 86_400_000;

function refresh(url: string, refreshToken: string, more: Readonly<Record<string, string>> = desktop) {
  return askForToken(url, { grant_type: 'refresh_token', refresh_token: refreshToken, ...more });
}

function nextOf({ body }: IdentityAnswer): string {
  return String(body.refresh_token);
}

describe('a refresh token', () => {
  it('gives a token for its user and the refresh token that takes its place', async () => {
    const { fake } = await aFake({ seed: seedWithApplications });

    const answer = await refresh(fake.url, firstRefreshTokens.desktop);
    const api = createApiClient(fake.url, { authorization: `Bearer ${answer.body.access_token}` });
    const jobs = await api.in('Shared').get('/odata/Jobs');
    const folders = await api.get('/odata/Folders');

    expect(answer.body).toMatchObject({ expires_in: 3600, token_type: 'Bearer', scope: 'OR.Jobs offline_access' });
    expect(nextOf(answer)).not.toBe(firstRefreshTokens.desktop);
    expect([jobs.status, folders.status]).toEqual([200, 403]);
  });

  it('is good once', async () => {
    const { fake } = await aFake({ seed: seedWithApplications });

    const first = await refresh(fake.url, firstRefreshTokens.desktop);
    const again = await refresh(fake.url, firstRefreshTokens.desktop);
    const next = await refresh(fake.url, nextOf(first));

    expect([again.status, again.body]).toEqual([400, { error: 'invalid_grant' }]);
    expect(next.status).toBe(200);
  });

  it('is used up by one of many requests that come at once', async () => {
    const { fake } = await aFake({ seed: seedWithApplications });

    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(fake.url, firstRefreshTokens.desktop)));

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('is not used up by a request that is refused', async () => {
    const { fake } = await aFake({ seed: seedWithApplications });
    const token = firstRefreshTokens.runner;

    const wrongSecret = await refresh(fake.url, token, { ...runner, client_secret: 'wrong-secret' });
    const otherClient = await refresh(fake.url, token, desktop);
    const moreScopes = await refresh(fake.url, token, { ...runner, scope: 'OR.Jobs OR.Webhooks' });
    const right = await refresh(fake.url, token, { ...runner, scope: 'OR.Jobs.Read' });

    expect([wrongSecret, otherClient, moreScopes].map(({ body }) => body.error)).toEqual([
      'invalid_client',
      'invalid_grant',
      'invalid_scope',
    ]);
    expect([right.status, right.body.scope]).toEqual([200, 'OR.Jobs.Read offline_access']);
  });

  it('lives for 60 days of the virtual clock', async () => {
    const { fake } = await aFake({ seed: seedWithApplications });

    await fake.admin.advanceClock(59 * dayMs);
    const answer = await refresh(fake.url, firstRefreshTokens.desktop);
    await fake.admin.advanceClock(60 * dayMs);
    const late = await refresh(fake.url, nextOf(answer));

    expect([answer.status, late.body.error]).toEqual([200, 'invalid_grant']);
  });

  it('is the only good one of all that came out of the same consent, whichever are tried in whatever order', async () => {
    const { fake } = await aFake({ seed: seedWithApplications });

    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 12 }), async (choices) => {
        await fake.admin.reset();
        const chain = [firstRefreshTokens.desktop];
        for (const choice of choices) {
          const token = chain[choice % chain.length] ?? '';
          const answer = await refresh(fake.url, token);
          expect(answer.status === 200).toBe(token === chain.at(-1));
          if (answer.status === 200) chain.push(nextOf(answer));
        }
        expect(new Set(chain).size).toBe(chain.length);
      }),
      { numRuns: 40 },
    );
  });
});
