import { fail, Secret, succeed } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { anAccess } from './an-access.js';
import { type Act, accountsPayable, type Seen, webPage } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const signInPath = '/api/Account/Authenticate';
const aPendingJob = {
  Key: '1c7222dc-416f-4c60-9b17-000000000001',
  Id: 1,
  State: 'Pending',
  CreationTime: '2026-11-23T09:00:00Z',
};
const anyPage = { skip: 0, take: 10 };

describe('signing in to Orchestrator', () => {
  it('sends tenant, user name and password, and learns the highest API version', async () => {
    const { server, sessions, access } = await withOrchestrator(undefined, { apiVersion: '16.0, 17.0' });

    const outcome = await sessions.signIn(access);

    expect(outcome).toEqual({ ok: true, value: { apiVersion: 17 } });
    expect(JSON.parse(server.to(signInPath)[0]?.body ?? '')).toEqual({
      tenancyName: 'Default',
      usernameOrEmailAddress: 'admin',
      password: 'admin-password',
    });
  });

  it('works below a path, as on Automation Suite', async () => {
    const { server, sessions } = await withOrchestrator();

    await sessions.signIn(anAccess(`${server.url}/org/tenant/orchestrator_`));

    expect(server.seen.map(({ path }) => path)).toEqual(['/org/tenant/orchestrator_/api/Account/Authenticate']);
  });

  it('asks for one token, however many calls need one at the same time', async () => {
    const { server, directory, access } = await withOrchestrator();

    const outcomes = await Promise.all(Array.from({ length: 50 }, () => directory.listFolders(access, anyPage)));

    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(server.to(signInPath)).toHaveLength(1);
    expect(new Set(server.to('/odata/Folders').map(({ headers }) => headers.authorization))).toEqual(
      new Set(['Bearer token-1']),
    );
  });

  it('uses a token of 30 minutes for 27, and then gets another', async () => {
    let nowMs = 0;
    const { server, sessions, access } = await withOrchestrator(undefined, { nowMs: () => nowMs });
    await sessions.signIn(access);

    nowMs = 27 * 60_000 - 1;
    await sessions.signIn(access);
    const before = server.to(signInPath).length;
    nowMs = 27 * 60_000;
    await sessions.signIn(access);

    expect([before, server.to(signInPath).length]).toEqual([1, 2]);
  });

  it('takes the token of very old builds, which write "Result"', async () => {
    const { sessions, access } = await withOrchestrator(onSignIn({ body: { Result: 'token' } }));

    expect(await sessions.signIn(access)).toMatchObject({ ok: true });
  });

  it.each<[string, string, Act]>([
    ['400 with errorCode 1000', 'credentials-refused', { status: 400, body: { message: 'x', errorCode: 1000 } }],
    ['401', 'credentials-refused', { status: 401, body: '' }],
    ['403', 'credentials-refused', { status: 403, body: { errorCode: 0 } }],
    ['200 with success false', 'credentials-refused', { body: { success: false, error: { message: 'x' } } }],
    ['200 with result null', 'credentials-refused', { body: { result: null, success: true } }],
    ['200 with an empty result', 'credentials-refused', { body: { result: '' } }],
    ['200 with something else', 'orchestrator-reply-unusable', { body: { hello: 'world' } }],
    ['200 with a token that no header can carry', 'orchestrator-reply-unusable', { body: { result: 'a\r\nb' } }],
    ['200 with a web page', 'orchestrator-reply-unusable', webPage],
    ['400 with a web page', 'orchestrator-reply-unusable', { ...webPage, status: 400 }],
    ['403 with a web page', 'orchestrator-forbidden', { ...webPage, status: 403 }],
    ['302 to a sign-in page', 'orchestrator-reply-unusable', { status: 302, headers: { location: '/identity' } }],
    ['500', 'orchestrator-unavailable', { status: 500, body: { errorCode: 0 } }],
  ])('answers %s as %s, and leaves nothing open', async (_, code, act) => {
    const { sessions, access } = await withOrchestrator(onSignIn(act));

    const outcome = await sessions.signIn(access);

    expect(outcome).toMatchObject({ ok: false, failure: { code } });
    expect(outcome).not.toHaveProperty('failure.mayHaveHappened');
  });

  it.each<[Act, string]>([
    [{ status: 400, body: { errorCode: 1000 } }, 'refused the user name, the password or the tenant'],
    [{ body: { success: false, error: { message: 'x' } } }, 'refused the user name, the password or the tenant'],
    [{ body: { result: null, success: true } }, 'does not let this user sign in with a password'],
    [webPage, 'it is a web page, so no Orchestrator takes passwords at this address'],
  ])('says of %j what it means', async (act, detail) => {
    const { sessions, access } = await withOrchestrator(onSignIn(act));

    expect(await sessions.signIn(access)).toMatchObject({ failure: { detail: expect.stringContaining(detail) } });
  });

  it('passes on why the credential could not be read, and asks Orchestrator nothing', async () => {
    const { server, sessions } = await withOrchestrator();
    const failure = { code: 'secret-missing', detail: 'The secret is gone.' } as const;

    const outcome = await sessions.signIn(anAccess(server.url, { credential: async () => fail(failure) }));

    expect(outcome).toEqual({ ok: false, failure });
    expect(server.seen).toEqual([]);
  });

  it('asks for the version without a token when the reply to signing in does not tell it', async () => {
    const { sessions, access } = await withOrchestrator(({ path }) => {
      if (path === signInPath) return { headers: { 'api-supported-versions': '' }, body: { result: 'token' } };
      return path.endsWith('GetAuthenticationSettings') ? { body: { Keys: [], Values: [] } } : undefined;
    });

    expect(await sessions.signIn(access)).toEqual({ ok: true, value: { apiVersion: 17 } });
  });

  it('does not take for Orchestrator what never tells an API version', async () => {
    const { sessions, access } = await withOrchestrator(
      ({ path }) => (path === signInPath ? { body: { result: 'token' } } : { body: {} }),
      { apiVersion: '' },
    );

    expect(await sessions.signIn(access)).toMatchObject({ failure: { code: 'orchestrator-reply-unusable' } });
  });
});

describe('a refused credential', () => {
  const wrong = onSignIn({ status: 400, body: { errorCode: 1000 } });

  it('is not tried again for 30 s, then for a minute, so that the user is not locked', async () => {
    let nowMs = 0;
    const { server, sessions, access } = await withOrchestrator(wrong, { nowMs: () => nowMs });
    await sessions.signIn(access);

    nowMs = 29_000;
    const early = await sessions.signIn(access);
    nowMs = 30_000;
    await sessions.signIn(access);
    nowMs = 89_000;
    await sessions.signIn(access);

    expect(early).toMatchObject({ failure: { code: 'credentials-refused', retryAfterMs: 1_000 } });
    expect(server.to(signInPath)).toHaveLength(2);
  });

  it('does not keep a replaced credential waiting', async () => {
    const { server, sessions, access } = await withOrchestrator(({ body }) =>
      body.includes('admin-password') ? { status: 400, body: { errorCode: 1000 } } : undefined,
    );
    await sessions.signIn(access);

    const replaced = await sessions.signIn(
      anAccess(server.url, {
        credentialVersion: '2',
        credential: async () =>
          succeed({ kind: 'password', username: 'admin', password: new Secret('right') } as const),
      }),
    );

    expect(replaced).toMatchObject({ ok: true });
  });

  it('is tried at once after the connection was forgotten', async () => {
    let isWrong = true;
    const { sessions, access } = await withOrchestrator((request) => (isWrong ? wrong(request) : undefined));
    await sessions.signIn(access);
    isWrong = false;

    await sessions.forget(access.connectionId);

    expect(await sessions.signIn(access)).toMatchObject({ ok: true });
  });

  it('waits for nothing after any other failure', async () => {
    let isDown = true;
    const { sessions, access } = await withOrchestrator(({ path }) =>
      isDown && path === signInPath ? { status: 503 } : undefined,
    );
    await sessions.signIn(access);
    isDown = false;

    expect(await sessions.signIn(access)).toMatchObject({ ok: true });
  });
});

describe('a token that Orchestrator does not accept any longer', () => {
  it('is replaced once, and the call repeated with the new one', async () => {
    const { server, directory, access } = await withOrchestrator(refusing('Bearer token-1'));

    const outcome = await directory.listFolders(access, anyPage);

    expect(outcome).toMatchObject({ ok: true });
    expect(server.to('/odata/Folders').map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('is replaced by one new token for all calls that it fails', async () => {
    const { server, directory, access } = await withOrchestrator(refusing('Bearer token-1'));

    const outcomes = await Promise.all(Array.from({ length: 20 }, () => directory.listFolders(access, anyPage)));

    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(server.to(signInPath)).toHaveLength(2);
  });

  it('means a refused credential when the new one is not accepted either', async () => {
    const { server, directory, access } = await withOrchestrator(({ path }) =>
      path === '/odata/Folders' ? { status: 401, body: { errorCode: 0 } } : undefined,
    );

    const outcome = await directory.listFolders(access, anyPage);

    expect(outcome).toMatchObject({ failure: { code: 'credentials-refused', reply: { status: 401, errorCode: 0 } } });
    expect(server.to('/odata/Folders')).toHaveLength(2);
  });

  it('is not asked for once per call where every new one is refused, but every half minute', async () => {
    const clock = { nowMs: 0 };
    const { server, directory, access } = await withOrchestrator(
      ({ path }) => (path === '/odata/Folders' ? { status: 401, body: { errorCode: 0 } } : undefined),
      { nowMs: () => clock.nowMs },
    );

    for (let calls = 0; calls < 20; calls += 1) await directory.listFolders(access, anyPage);
    const atOnce = server.to(signInPath).length;
    clock.nowMs += 30_000;
    await directory.listFolders(access, anyPage);

    expect([atOnce, server.to(signInPath).length]).toEqual([2, 3]);
  });
});

describe('several credentials and connections', () => {
  it('keeps the token in use while another credential of the connection is tried', async () => {
    const { server, sessions, directory, access } = await withOrchestrator();
    await sessions.signIn(access);

    await sessions.signIn(anAccess(server.url, { credentialVersion: '2' }));
    await directory.listFolders(access, anyPage);

    expect(server.to('/odata/Folders')[0]?.headers.authorization).toBe('Bearer token-1');
  });

  it('never uses the token of another credential, tenant or connection', async () => {
    const { server, sessions, access } = await withOrchestrator();

    await sessions.signIn(access);
    await sessions.signIn({ ...access, credentialVersion: '2' });
    await sessions.signIn({ ...access, target: { ...access.target, tenant: 'Other' } });
    await sessions.signIn({ ...access, connectionId: 'connection-2' });

    expect(server.to(signInPath)).toHaveLength(4);
  });

  it('signs in anew after the connection was forgotten', async () => {
    const { server, sessions, directory, access } = await withOrchestrator();
    await sessions.signIn(access);

    await sessions.forget(access.connectionId);
    await directory.listFolders(access, anyPage);

    expect(server.to('/odata/Folders')[0]?.headers.authorization).toBe('Bearer token-2');
  });

  it('goes on with what is under way when the connection is forgotten, to its last step', async () => {
    let onFolders = () => {};
    const { server, sessions, jobs, access } = await withOrchestrator(({ path }) => {
      if (path.endsWith('/odata/Folders')) onFolders();
      return path.endsWith('StartJobs') ? { status: 201, body: { value: [aPendingJob] } } : undefined;
    });
    await sessions.signIn(access);
    onFolders = () => void sessions.forget(access.connectionId);

    const started = await jobs.start(access, accountsPayable, {
      releaseKey: '01b7cf62-98e0-4a69-9a65-be7514643229',
      reference: 'cl1.a.k.b',
    });

    expect(started).toMatchObject({ ok: true });
    expect(server.to('StartJobs')).toHaveLength(1);
  });
});

function onSignIn(act: Act): (request: Seen) => Act | undefined {
  return ({ path }) => (path === signInPath ? act : undefined);
}

function refusing(authorization: string): (request: Seen) => Act | undefined {
  return ({ headers }) =>
    headers.authorization === authorization ? { status: 401, body: { errorCode: 0 } } : undefined;
}
