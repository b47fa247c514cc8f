import { Secret } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { anAccess, aPersonalToken, holding } from './an-access.js';
import { withOrchestrator } from './with-orchestrator.js';

const anyPage = { skip: 0, take: 10 };

describe('a personal access token', () => {
  it('is sent as it is, with the tenant, and nobody is asked for another', async () => {
    const { server, sessions, directory } = await withOrchestrator();
    const access = anAccess(server.url, holding(aPersonalToken));

    const outcome = await sessions.signIn(access);
    await directory.listFolders(access, anyPage);

    expect(outcome).toEqual({ ok: true, value: { apiVersion: 17 } });
    expect(server.seen.map(({ path }) => path)).toEqual(['/odata/Folders', '/odata/Folders']);
    for (const { headers } of server.seen) {
      expect(headers).toMatchObject({ authorization: 'Bearer rt_personal', 'x-uipath-tenantname': 'Default' });
    }
  });

  it('is used as long as it is accepted', async () => {
    let nowMs = 0;
    const { server, sessions } = await withOrchestrator(undefined, { nowMs: () => nowMs });
    const access = anAccess(server.url, holding(aPersonalToken));
    await sessions.signIn(access);

    nowMs = 400 * 24 * 60 * 60_000;

    expect(await sessions.signIn(access)).toMatchObject({ ok: true });
    expect(server.seen).toHaveLength(1);
  });

  it('is refused when Orchestrator does not accept it, which is asked once for each call', async () => {
    const { server, sessions, directory } = await withOrchestrator(() => ({ status: 401, body: '' }));
    const access = anAccess(server.url, holding(aPersonalToken));

    const signedIn = await sessions.signIn(access);
    const listed = await directory.listFolders(access, anyPage);

    for (const outcome of [signedIn, listed]) {
      expect(outcome).toMatchObject({
        failure: {
          code: 'credentials-refused',
          detail: expect.stringContaining('expired or been revoked'),
          reply: { status: 401 },
        },
      });
    }
    expect(server.seen.map(({ path }) => path)).toEqual(['/odata/Folders', '/odata/Folders']);
  });

  it('works again as soon as Orchestrator accepts it', async () => {
    let isAccepted = false;
    const { server, sessions } = await withOrchestrator(() => (isAccepted ? undefined : { status: 401, body: '' }));
    const access = anAccess(server.url, holding(aPersonalToken));
    await sessions.signIn(access);
    isAccepted = true;

    expect(await sessions.signIn(access)).toMatchObject({ ok: true });
  });

  it.each(['rt 1', 'rt\r\n1', 'rt_ä', ''])('that cannot be one is not sent: %j', async (text) => {
    const { server, sessions } = await withOrchestrator();

    const outcome = await sessions.signIn(
      anAccess(server.url, holding({ kind: 'personal-access-token', token: new Secret(text) })),
    );

    expect(outcome).toMatchObject({ failure: { code: 'credentials-refused' } });
    expect(server.seen).toEqual([]);
  });
});
