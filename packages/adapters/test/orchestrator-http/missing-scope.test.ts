import { inspect } from 'node:util';
import { Secret } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { aClient, anAccess, aPersonalToken, holding } from './an-access.js';
import { type Act, accountsPayable, webPage } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const anyPage = { skip: 0, take: 1 };
const aStart = { releaseKey: '01b7cf62-98e0-4a69-9a65-be7514643229', reference: 'cl1.a.k.b' };
const challenge = 'Bearer realm="x", error="insufficient_scope", error_description="canary", scope="canary"';

/** The ways in which it is said that a scope is missing. */
const told: readonly (readonly [string, Act])[] = [
  ['by RFC 6750', { status: 401, headers: { 'www-authenticate': challenge }, body: '' }],
  ['without quotes', { status: 401, headers: { 'www-authenticate': 'Bearer error=insufficient_scope' }, body: 'x' }],
  ['after another scheme', { status: 401, headers: { 'www-authenticate': `Negotiate, ${challenge}` }, body: '' }],
  [
    'by naming the scopes',
    { status: 401, body: { errorMessage: "Scope(s) 'canary' is(are) invalid. Expect to have 'OR.Folders'. " } },
  ],
  ['by one scope', { status: 401, body: { errorMessage: "OAuth authorization failed. 'canary' scope not found." } }],
  [
    'with 403',
    { status: 403, body: { errorMessage: "Scope(s) 'canary' is(are) invalid. Expect to have 'OR.Folders'. " } },
  ],
];

describe('a token without a scope that a call needs', () => {
  it.each(told)('is told from one that is not accepted, %s', async (_, act) => {
    for (const credential of [aClient, aPersonalToken]) {
      const { server, sessions, directory, access } = await refusing('/odata/Folders', act, credential);

      const signedIn = await sessions.signIn(access);
      server.forget();
      await sessions.signIn(access);
      const seenAgain = [...server.seen];
      const listed = await directory.listFolders(access, anyPage);

      expect(seenAgain).toEqual([]);
      expect(signedIn).toMatchObject({ ok: true });
      expect(listed).toMatchObject({
        failure: {
          code: 'orchestrator-forbidden',
          detail: 'To list folders, the token needs the scope OR.Folders or OR.Folders.Read.',
        },
      });
      expect(inspect(listed, { depth: 9 })).not.toContain('canary');
    }
  });

  it('is told which scope, for each kind of call', async () => {
    const { webhooks, jobs, directory, access } = await withOrchestrator(({ path }) =>
      path === '/odata/Folders' || path.startsWith('/identity') ? undefined : told[0]?.[1],
    );
    const withToken = { ...access, ...holding(aPersonalToken) };

    const outcomes = [
      await webhooks.create(withToken, { url: 'https://cuelight.example/hooks/1', secret: new Secret('s') }),
      await webhooks.findByUrl(withToken, 'https://cuelight.example/hooks/1'),
      await jobs.start(withToken, accountsPayable, aStart),
      await directory.listProcesses(withToken, accountsPayable, anyPage),
    ];

    const scopes = outcomes.map(
      (outcome) => !outcome.ok && /OR\.\S+ or OR\.\w+\.\w+/.exec(outcome.failure.detail)?.[0],
    );
    expect(scopes).toEqual([
      'OR.Webhooks or OR.Webhooks.Write',
      'OR.Webhooks or OR.Webhooks.Read',
      'OR.Jobs or OR.Jobs.Write',
      'OR.Execution or OR.Execution.Read',
    ]);
  });

  it.each<[string, Act]>([
    ['is empty', { status: 401, body: '' }],
    ['has errorCode 0', { status: 401, body: { errorCode: 0, message: 'You are not authenticated!' } }],
    [
      'says that the token is invalid',
      { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } },
    ],
    ['speaks of scopes in a web page', { ...webPage, status: 401, body: 'error="insufficient_scope"' }],
    ['has a message that is no text', { status: 401, body: { errorMessage: { error: 'insufficient_scope' } } }],
  ])('cannot be told from one that is not accepted where the 401 %s', async (_, act) => {
    const { sessions, access } = await refusing('/odata/Folders', act, aPersonalToken);

    expect(await sessions.signIn(access)).toMatchObject({ failure: { code: 'credentials-refused' } });
  });
});

async function refusing(refused: string, act: Act, credential: typeof aClient | typeof aPersonalToken) {
  const { server, ...ports } = await withOrchestrator(({ path }) => {
    if (path === refused) return act;
    if (path.endsWith('/connect/token')) return { body: { access_token: 'token-1', expires_in: 3_600 } };
    return path.startsWith('/identity') ? { body: {} } : undefined;
  });
  return { ...ports, server, access: anAccess(server.url, holding(credential)) };
}
