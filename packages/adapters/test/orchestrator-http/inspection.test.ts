import { inspect } from 'node:util';
import { failures } from '@cuelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyCall } from './every-call.js';
import { type Act, accountsPayable, type Seen, webPage } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const releaseKey = '01b7cf62-98e0-4a69-9a65-be7514643229';
const hook = 'https://cuelight.example/hooks/1';
const lacksScope = { errorMessage: "Scope(s) 'OR.Jobs' is(are) invalid. Expect to have 'OR.Users'. " };

const ends = {
  currentUser: 'GetCurrentUser',
  permissions: 'GetCurrentPermissions',
  permissionsInFolder: 'GetCurrentPermissions',
  validateStart: 'ValidateDynamicJob',
  licence: 'GetLicense',
  canReach: 'VerifyHostAvailibility',
} as const;
type Asked = keyof typeof ends;
const asked = Object.keys(ends) as Asked[];

/** What a call tells when it is answered so, and nothing else is. */
async function toldBy(call: Asked | 'capacity', act: Act | ((request: Seen) => Act | undefined)) {
  const { access, server, ...adapter } = await withOrchestrator((request) => {
    if (typeof act === 'function') return act(request);
    return request.path.endsWith(call === 'capacity' ? 'Robots' : ends[call]) ? act : undefined;
  });
  const outcome = await everyCall({ ...adapter }, access)[call]?.();
  return { outcome, server };
}

describe('what an Orchestrator does not tell', () => {
  const missing: readonly (readonly [string, Act])[] = [
    ['404', { status: 404, body: { message: 'An error has occurred.', errorCode: 0 } }],
    ['405', { status: 405, body: { message: 'not allowed' } }],
    ['its web page', webPage],
    ['a page that says 404', { ...webPage, status: 404 }],
  ];
  const hidden: readonly (readonly [string, Act])[] = [
    ['403', { status: 403, body: { message: 'You are not authorized!', errorCode: 0 } }],
    ['403 for want of a scope', { status: 403, body: lacksScope }],
    ['401 for want of a scope', { status: 401, body: lacksScope }],
  ];

  it.each(missing)('is unsupported where it answers with %s', async (_, act) => {
    for (const call of asked) expect((await toldBy(call, act)).outcome).toEqual({ ok: true, value: 'unsupported' });
  });

  it.each(hidden)('is unseen where it answers with %s', async (_, act) => {
    for (const call of asked) expect((await toldBy(call, act)).outcome).toEqual({ ok: true, value: 'unseen' });
  });

  it.each([...missing, ...hidden])('of the capacity of a folder does not hide the rest: %s', async (_, act) => {
    const untold = missing.some(([, one]) => one === act) ? 'unsupported' : 'unseen';
    const runtimes = { body: { value: [{ Type: 'Unattended', Total: 2, Connected: 1, Available: 0 }] } };
    const robots = { body: { '@odata.count': 1, value: [{ Id: 1, Type: 'Unattended' }] } };

    const { outcome: withoutRobots } = await toldBy('capacity', ({ path }) =>
      path.endsWith('/Robots') ? act : path.includes('GetRuntimesForFolder') ? runtimes : undefined,
    );
    const { outcome: withoutRuntimes } = await toldBy('capacity', ({ path }) =>
      path.endsWith('/Robots') ? robots : path.includes('GetRuntimesForFolder') ? act : undefined,
    );

    expect(withoutRobots).toEqual({
      ok: true,
      value: { unattendedRobots: untold, runtimes: [{ type: 'Unattended', total: 2, connected: 1, available: 0 }] },
    });
    expect(withoutRuntimes).toEqual({ ok: true, value: { unattendedRobots: 1, runtimes: untold } });
  });

  it.each<[string, Act, string]>([
    ['an Orchestrator that fails', { status: 500, body: {} }, 'orchestrator-unavailable'],
    ['a token that is not accepted', { status: 401, body: {} }, 'credentials-refused'],
    ['half a reply', { body: '{"IsValid":tr' }, 'orchestrator-reply-unusable'],
    ['a redirect', { status: 302, body: '' }, 'orchestrator-reply-unusable'],
    ['a broken connection', 'reset', 'orchestrator-unreachable'],
  ])('is a failure where the cause is %s', async (_, act, code) => {
    for (const call of [...asked, 'capacity'] as const) {
      expect((await toldBy(call, act)).outcome).toMatchObject({ ok: false, failure: { code } });
    }
  });

  it('of a process that is not in the folder is told as such', async () => {
    const { outcome } = await toldBy('validateStart', { status: 404, body: { errorCode: 1002 } });

    expect(outcome).toMatchObject({ ok: false, failure: { code: 'release-not-found' } });
  });
});

describe('the current user', () => {
  it('is none where there is no content', async () => {
    expect((await toldBy('currentUser', { status: 204, body: '' })).outcome).toEqual({ ok: true, value: 'none' });
  });

  it('is told without whether they are active where that is not said', async () => {
    const { outcome } = await toldBy('currentUser', { body: { UserName: 'anna', Id: 7 } });

    expect(outcome).toEqual({ ok: true, value: { name: 'anna', id: 7 } });
  });
});

describe('the licence', () => {
  it.each<[string, unknown, number | undefined]>([
    ['seconds since 1970', 1_767_139_200, 1_767_139_200_000],
    ['a time as text', '2025-12-31T00:00:00Z', 1_767_139_200_000],
    ['nothing', undefined, undefined],
    ['null', null, undefined],
    ['no time', 'perpetual', undefined],
    ['the beginning of time', 0, undefined],
    ['a time after the year 9999', 1e15, undefined],
  ])('ends when %s says', async (_, ExpireDate, endsAtMs) => {
    const { outcome } = await toldBy('licence', { body: { IsExpired: false, ExpireDate } });

    expect(outcome).toEqual({ ok: true, value: { isExpired: false, ...(endsAtMs !== undefined && { endsAtMs }) } });
  });
});

describe('the capacity of a folder', () => {
  const robots = (types: readonly string[], count: number) => ({
    body: { '@odata.count': count, value: types.map((Type, Id) => ({ Id, Type })) },
  });

  it('counts the robots that run without a user, on every page', async () => {
    const { outcome, server } = await toldBy('capacity', ({ path, query }) => {
      if (!path.endsWith('/Robots')) return undefined;
      return query.get('$skip') === '0'
        ? robots(['Unattended', 'Attended', 'NonProduction', 'Studio'], 1_001)
        : robots(['Unattended'], 1_001);
    });

    expect(outcome).toMatchObject({ value: { unattendedRobots: 3 } });
    expect(server.to('/Robots').map(({ query }) => [query.get('$skip'), query.get('$top')])).toEqual([
      ['0', '1000'],
      ['1000', '1000'],
    ]);
  });

  it('asks in the folder, by its number', async () => {
    const { server } = await toldBy('capacity', ({ path }) => (path.endsWith('/Robots') ? robots([], 0) : undefined));

    expect(server.to('/Robots').map(({ headers }) => headers['x-uipath-organizationunitid'])).toEqual(['13']);
    expect(server.to('GetRuntimesForFolder(folderId=13)').length).toBeGreaterThan(0);
  });

  it('is no endless list, however many robots are claimed', async () => {
    const { outcome, server } = await toldBy('capacity', ({ path }) =>
      path.endsWith('/Robots') ? robots(['Unattended'], 1_000_000) : undefined,
    );

    expect(outcome).toMatchObject({ value: { unattendedRobots: 10 } });
    expect(server.to('/Robots')).toHaveLength(10);
  });
});

describe('the codes of a validation', () => {
  it('are those that look like words of Orchestrator, once each and at most 20, whatever it sends', async () => {
    let sent: unknown = [];
    const { inspection, access } = await withOrchestrator(({ path }) =>
      path.endsWith('ValidateDynamicJob') ? { body: { IsValid: false, ErrorCodes: sent } } : undefined,
    );
    const word = fc.stringMatching(/^[A-Za-z]{1,64}$/);
    const codes = fc.oneof(
      fc.array(fc.oneof(word, fc.string(), fc.jsonValue()), { maxLength: 60 }),
      fc.uniqueArray(word, { minLength: 19, maxLength: 22 }),
      fc.jsonValue(),
    );

    await fc.assert(
      fc.asyncProperty(codes, async (list) => {
        sent = list;

        const outcome = await inspection.validateStart(access, accountsPayable, releaseKey);

        const kept = outcome.ok && typeof outcome.value === 'object' ? outcome.value.codes : undefined;
        const words = (Array.isArray(list) ? list : []).filter(
          (code): code is string => typeof code === 'string' && /^[A-Za-z]{1,64}$/.test(code),
        );
        expect(kept).toEqual([...new Set(words)].slice(0, 20));
      }),
      { numRuns: 50 },
    );
  });
});

describe('what an inspection passes on', () => {
  const canary = 'CANARY 7f3a';

  it('holds no text of Orchestrator but names and known words, also where all goes well', async () => {
    const noise = { Errors: [canary], Code: canary, connectionError: canary, EmailAddress: canary, message: canary };
    const { access, server, ...adapter } = await withOrchestrator(({ path }) => {
      if (path.endsWith('Authenticate') || path.endsWith('/Folders')) return undefined;
      if (path.includes('GetRuntimesForFolder')) {
        return { body: { value: [{ Type: 'Unattended', Total: 1, Connected: 1, Available: 1, ...noise }] } };
      }
      if (path.endsWith('/Robots')) return { body: { value: [{ Id: 1, Type: canary, Name: canary }] } };
      return {
        body: {
          ...noise,
          UserName: 'anna',
          Id: 7,
          Permissions: ['Jobs.View', canary],
          IsValid: false,
          ErrorCodes: ['RobotBusy', canary],
          IsExpired: false,
          ExpireDate: canary,
          canConnect: true,
        },
      };
    });

    const calls = everyCall(adapter, access);
    for (const call of [...asked, 'capacity'] as const) {
      const outcome = await calls[call]?.();
      expect(outcome?.ok).toBe(true);
      expect(inspect(outcome, { depth: null, showHidden: true })).not.toContain('CANARY');
    }
    expect(server.seen.every(({ body }) => !body.includes('Reference'))).toBe(true);
  });

  it('is asked with the address as it is, whatever is in it', async () => {
    const { inspection, access, server } = await withOrchestrator(() => undefined);

    await fc.assert(
      fc.asyncProperty(fc.webUrl({ withQueryParameters: true, withFragments: true }), async (url) => {
        server.forget();
        const outcome = await inspection.canReach(access, url);
        expect(outcome.ok || Object.hasOwn(failures, outcome.failure.code)).toBe(true);
        expect(server.to('VerifyHostAvailibility').map(({ query }) => query.get('url'))).toEqual([url]);
      }),
      { numRuns: 30 },
    );
  });

  it('asks nothing of a version that has no such call', async () => {
    const { inspection, access, server } = await withOrchestrator(() => undefined, { apiVersion: '9.0' });

    const outcome = await inspection.validateStart(access, accountsPayable, releaseKey);

    expect(outcome).toEqual({ ok: true, value: 'unsupported' });
    expect(server.to('ValidateDynamicJob')).toEqual([]);
    expect(await inspection.canReach(access, hook)).toEqual({ ok: true, value: 'unsupported' });
  });
});
