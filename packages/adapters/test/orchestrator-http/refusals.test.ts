import { Secret } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../src/orchestrator-http/retry-after.js';
import { type Act, accountsPayable, type Seen, webPage } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const aStart = { releaseKey: '01b7cf62-98e0-4a69-9a65-be7514643229', reference: 'cl1.a.k.b' };
const traceId = '00-251a15bda95bc9fab2c2f1f469010705-1dca256d8c91bb21-01';
const abp = (message: string) => ({ message, errorCode: 0, result: null, success: false, error: { code: 0, message } });

describe('what Orchestrator refuses', () => {
  it.each<[string, Act, string, object, boolean]>([
    [
      '401 for every token',
      { status: 401, body: abp('x') },
      'credentials-refused',
      { status: 401, errorCode: 0 },
      false,
    ],
    ['403', { status: 403, body: abp('x') }, 'orchestrator-forbidden', { status: 403, errorCode: 0 }, false],
    ['403 without a body', { status: 403, body: '' }, 'orchestrator-forbidden', { status: 403 }, false],
    [
      '404 for a release',
      { status: 404, body: told(1002) },
      'release-not-found',
      { status: 404, errorCode: 1002 },
      false,
    ],
    ['404 with a web page', { ...webPage, status: 404 }, 'orchestrator-reply-unusable', { status: 404 }, false],
    ['a missing folder', { status: 400, body: told(1101) }, 'folder-not-accessible', { errorCode: 1101 }, false],
    ['a foreground process', conflict(1230), 'needs-local-robot', { status: 409, errorCode: 1230 }, false],
    ['a robot of somebody else', conflict(1302), 'needs-local-robot', { status: 409, errorCode: 1302 }, false],
    ['robots that are taken', conflict(1670), 'no-capacity', { status: 409, errorCode: 1670 }, false],
    ['no unattended robot', conflict(1671), 'no-unattended-robot', { status: 409, errorCode: 1671 }, false],
    ['no machine', conflict(2818), 'no-machine', { status: 409, errorCode: 2818 }, false],
    ['a conflict of its own', conflict(1702), 'orchestrator-refused', { status: 409, errorCode: 1702 }, false],
    ['a known code that came with 400', { status: 400, body: told(1670) }, 'orchestrator-refused', {}, false],
    ['maintenance', { status: 503, body: told(1670) }, 'orchestrator-unavailable', { errorCode: 1670 }, true],
    ['an unknown field', { status: 400, body: abp('x') }, 'orchestrator-refused', { errorCode: 0 }, false],
    ['429', { status: 429, body: '' }, 'orchestrator-throttled', { status: 429 }, false],
    ['500', { status: 500, body: told(0) }, 'orchestrator-unavailable', { status: 500, errorCode: 0 }, true],
    ['502', { ...webPage, status: 502 }, 'orchestrator-unavailable', { status: 502 }, true],
    ['503', { ...webPage, status: 503 }, 'orchestrator-unavailable', { status: 503 }, true],
    ['408', { ...webPage, status: 408 }, 'orchestrator-timeout', { status: 408 }, true],
    ['504', { ...webPage, status: 504 }, 'orchestrator-timeout', { status: 504 }, true],
  ])('answers a start with %s', async (_, act, code, reply, mayHaveHappened) => {
    const { jobs, access } = await withOrchestrator(onStart(act));

    const outcome = await jobs.start(access, accountsPayable, aStart);

    expect(outcome).toMatchObject({ ok: false, failure: { code, reply } });
    expect(!outcome.ok && outcome.failure.mayHaveHappened === true).toBe(mayHaveHappened);
  });

  it.each<[string, object, object]>([
    ['with a trace id', { message: 'x', errorCode: 1670, traceId }, { status: 409, errorCode: 1670, traceId }],
    ['as old versions do', { message: 'x', errorCode: 1671, resourceIds: null }, { status: 409, errorCode: 1671 }],
    ['as OAuth failures are', { errorMessage: 'x' }, { status: 409 }],
    ['as some actions do', { StatusCode: 409, StatusDescription: 'Conflict', Message: 'x' }, { status: 409 }],
    ['as validation does', { errors: { a: ['x'] }, title: 'x', status: 400, traceId }, { status: 409, traceId }],
    ['as the token endpoint does', { error: 'invalid_client' }, { status: 409 }],
    ['with members of the wrong kind', { errorCode: '1670', traceId: 7 }, { status: 409 }],
    [
      'with text where a trace id belongs',
      { errorCode: 1670, traceId: 'in_Name=Ada' },
      { status: 409, errorCode: 1670 },
    ],
  ])('keeps status, errorCode and trace id of an error written %s, and nothing else', async (_, body, reply) => {
    const { jobs, access } = await withOrchestrator(onStart({ status: 409, body }));

    const outcome = await jobs.start(access, accountsPayable, aStart);

    expect(outcome).toEqual({
      ok: false,
      failure: { code: expect.any(String), detail: expect.any(String), reply },
    });
  });

  it.each([
    ['listFolders', 'Units.View'],
    ['listProcesses', 'Processes.View'],
    ['readById', 'Jobs.View'],
    ['start', 'Jobs.Create'],
    ['stop', 'Jobs.Edit'],
    ['create', 'Webhooks.Create'],
    ['findByUrl', 'Webhooks.View'],
    ['read', 'Webhooks.View'],
    ['change', 'Webhooks.Edit'],
    ['delete', 'Webhooks.Delete'],
  ])('names the permission that %s needs', async (method, permission) => {
    let isForbidden = false;
    const { jobs, directory, webhooks, access } = await withOrchestrator(({ path }) =>
      isForbidden && !path.endsWith('Authenticate') ? { status: 403, body: abp('x') } : undefined,
    );
    const page = { skip: 0, take: 1 };
    await directory.listProcesses(access, accountsPayable, page);
    isForbidden = true;

    const secret = new Secret('webhook-secret');
    const outcomes: Readonly<Record<string, () => Promise<unknown>>> = {
      listFolders: () => directory.listFolders(access, page),
      listProcesses: () => directory.listProcesses(access, accountsPayable, page),
      readById: () => jobs.readById(access, accountsPayable, 7),
      start: () => jobs.start(access, accountsPayable, aStart),
      stop: () => jobs.stop(access, accountsPayable, 7, 'soft'),
      create: () => webhooks.create(access, { url: 'https://a.example/hooks/1', secret }),
      findByUrl: () => webhooks.findByUrl(access, 'https://a.example/hooks/1'),
      read: () => webhooks.read(access, 5),
      change: () => webhooks.change(access, 5, { url: 'https://a.example/hooks/1', secret }),
      delete: () => webhooks.delete(access, 5),
    };

    expect(await outcomes[method]?.()).toMatchObject({
      failure: { code: 'orchestrator-forbidden', detail: expect.stringContaining(permission) },
    });
  });
});

describe('how long Orchestrator asks to wait', () => {
  const date = 'Mon, 23 Nov 2026 09:00:00 GMT';

  it.each([
    ['seconds', { 'retry-after': '120' }, 120_000],
    ['a date, measured from the reply’s own', { 'retry-after': 'Mon, 23 Nov 2026 09:00:30 GMT', date }, 30_000],
    ['a date in the past', { 'retry-after': 'Mon, 23 Nov 2026 08:00:00 GMT', date }, 0],
    ['more than an hour', { 'retry-after': '999999999999999999999' }, 3_600_000],
    ['a date of which nobody knows how far it is', { 'retry-after': date }, undefined],
    ['something unreadable', { 'retry-after': 'soon', date }, undefined],
    ['nothing', { date }, undefined],
  ])('reads %s', (_, headers, waitMs) => {
    expect(retryAfterMs({ status: 503, headers, text: '' })).toBe(waitMs);
  });

  it.each([429, 503])('is passed on with %i', async (status) => {
    const { jobs, access } = await withOrchestrator(onStart({ status, headers: { 'retry-after': '7' } }));

    const outcome = await jobs.start(access, accountsPayable, aStart);

    expect(outcome).toMatchObject({ failure: { retryAfterMs: 7_000 } });
  });
});

function onStart(act: Act): (request: Seen) => Act | undefined {
  return ({ path }) => (path.endsWith('StartJobs') ? act : undefined);
}

function conflict(errorCode: number): Act {
  return { status: 409, body: told(errorCode) };
}

function told(errorCode: number) {
  return { message: 'Something about in_Name', errorCode, traceId };
}
