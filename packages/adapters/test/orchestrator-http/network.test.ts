import { describe, expect, it } from 'vitest';
import { networkFailure } from '../../src/orchestrator-http/network-failure.js';
import { anAccess } from './an-access.js';
import { pending } from './job-rows.js';
import { type Act, accountsPayable, type Seen, startScriptedOrchestrator } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const anyPage = { skip: 0, take: 10 };
const aStart = { releaseKey: '01b7cf62-98e0-4a69-9a65-be7514643229', reference: 'cl1.a.k.b' };

describe('an Orchestrator that cannot be reached', () => {
  it('is unreachable when nothing listens there', async () => {
    const { jobs } = await withOrchestrator();
    const gone = await startScriptedOrchestrator();
    await gone.close();

    const outcome = await jobs.start(anAccess(gone.url), accountsPayable, aStart);

    expect(outcome).toMatchObject({
      failure: { code: 'orchestrator-unreachable', detail: expect.stringContaining('ECONNREFUSED') },
    });
    expect(outcome).not.toHaveProperty('failure.mayHaveHappened');
  });

  it('has not been asked to start a job when it is gone by then', async () => {
    const headers = { connection: 'close' };
    const folder = { Key: accountsPayable.key, FullyQualifiedName: accountsPayable.path, Id: 13 };
    const { server, jobs, access } = await withOrchestrator(({ path }) => ({
      headers,
      body: path.endsWith('Authenticate') ? { result: 'token' } : { value: path === '/odata/Folders' ? [folder] : [] },
    }));
    await jobs.findByKey(access, accountsPayable, pending.Key);
    await server.close();

    const outcome = await jobs.start(access, accountsPayable, aStart);

    expect(outcome).toMatchObject({ failure: { code: 'orchestrator-unreachable' } });
    expect(outcome).not.toHaveProperty('failure.mayHaveHappened');
  });

  it.each([
    ['ENOTFOUND', 'orchestrator-unreachable', 'the name does not resolve'],
    ['EAI_AGAIN', 'orchestrator-unreachable', 'the name server does not answer'],
    ['EHOSTUNREACH', 'orchestrator-unreachable', 'no way to that host'],
    ['ECONNRESET', 'orchestrator-unreachable', 'closed while it was being made'],
    ['UND_ERR_CONNECT_TIMEOUT', 'orchestrator-timeout', 'did not accept the connection in time'],
    ['ETIMEDOUT', 'orchestrator-timeout', 'did not accept the connection in time'],
    ['UNABLE_TO_GET_ISSUER_CERT', 'certificate-untrusted', 'does not trust'],
    ['CERT_NOT_YET_VALID', 'certificate-untrusted', 'is not valid yet'],
    ['EVERYTHING_ELSE', 'orchestrator-unreachable', 'EVERYTHING_ELSE'],
  ])('tells a person what %s means', (code, expected, words) => {
    const error = Object.assign(new Error('text of the network library'), { code });

    const failure = networkFailure({ phase: 'before', error }, 'https://orch.example');

    expect(failure).toEqual({ code: expected, detail: expect.stringContaining(words) });
    expect(failure.detail).toContain('https://orch.example');
    expect(failure.detail).not.toContain('library');
  });
});

describe('an Orchestrator that answers badly', () => {
  it.each<[string, Act, string]>([
    ['closes the connection instead of answering', 'reset', 'orchestrator-unreachable'],
    ['answers with something other than HTTP', { raw: 'SSH-2.0-OpenSSH_9.2\r\n' }, 'orchestrator-reply-unusable'],
    ['breaks off in the middle', truncated(), 'orchestrator-reply-unusable'],
    ['sends half a JSON text as if it were whole', { body: '{"value":[' }, 'orchestrator-reply-unusable'],
    [
      'sends JSON as text',
      { headers: { 'content-type': 'text/plain' }, body: { value: [pending] } },
      'orchestrator-reply-unusable',
    ],
    ['redirects', { status: 302, headers: { location: '/identity/' } }, 'orchestrator-reply-unusable'],
    ['redirects the method too', { status: 307, headers: { location: '/identity/' } }, 'orchestrator-reply-unusable'],
    ['answers without a body', { status: 204 }, 'orchestrator-reply-unusable'],
  ])('leaves open whether a job was started when it %s', async (_, act, code) => {
    const { server, jobs, access } = await withOrchestrator(onStart(act));

    const outcome = await jobs.start(access, accountsPayable, aStart);

    expect(outcome).toMatchObject({ ok: false, failure: { code, mayHaveHappened: true } });
    expect(server.to('StartJobs')).toHaveLength(1);
    expect(server.to('/identity/')).toEqual([]);
  });

  it('leaves nothing open when a read breaks off', async () => {
    const { directory, access } = await withOrchestrator(({ path }) =>
      path === '/odata/Folders' ? truncated() : undefined,
    );

    const outcome = await directory.listFolders(access, anyPage);

    expect(outcome).toMatchObject({ failure: { code: 'orchestrator-reply-unusable' } });
    expect(outcome).not.toHaveProperty('failure.mayHaveHappened');
  });

  it('is not read beyond the longest reply allowed, whether it tells the length or not', async () => {
    const long = JSON.stringify({ value: [], padding: 'x'.repeat(3_000) });
    const replies: Act[] = [{ body: long, headers: { 'content-length': String(long.length) } }, { body: long }];
    const { directory, access } = await withOrchestrator(
      ({ path }) => (path === '/odata/Folders' ? replies.shift() : undefined),
      { maxReplyBytes: 2_048 },
    );

    const outcomes = [await directory.listFolders(access, anyPage), await directory.listFolders(access, anyPage)];

    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({
        failure: { code: 'orchestrator-reply-unusable', detail: expect.stringContaining('longer') },
      });
    }
  });

  it.each<[string, Act, object]>([
    ['begins no answer', 'silence', { headersMs: 60 }],
    ['stops in the middle of its answer', stalled(), { bodyMs: 60 }],
    ['does not finish its answer', stalled(), { callMs: 150 }],
  ])('times out when it %s, which leaves a start open', async (_, act, timeouts) => {
    const { jobs, access } = await withOrchestrator(onStart(act), { timeouts });

    const outcome = await jobs.start(access, accountsPayable, aStart);

    expect(outcome).toMatchObject({ failure: { code: 'orchestrator-timeout', mayHaveHappened: true } });
  });
});

function onStart(act: Act): (request: Seen) => Act | undefined {
  return ({ path }) => (path.endsWith('StartJobs') ? act : undefined);
}

const head = 'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n';

function truncated(): Act {
  return { raw: `${head}{"value":[` };
}

function stalled(): Act {
  return { stalled: `${head}{"value":[` };
}
