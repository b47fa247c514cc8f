import type { FolderIdentity, JobReading } from '@cuelight/core';
import { Secret } from '@cuelight/core';
import { type FakeOrchestrator, startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOrchestratorHttp, type OrchestratorHttp } from '../../src/orchestrator-http/index.js';
import { anAccess } from './an-access.js';

let fake: FakeOrchestrator;
let adapter: OrchestratorHttp;
let access: ReturnType<typeof anAccess>;
let shared: FolderIdentity;
let echoText: string;

beforeEach(async () => {
  fake = await startFakeOrchestrator({ manual: true });
  adapter = createOrchestratorHttp({ egress: 'unguarded' });
  access = anAccess(fake.url);
  const folders = value(await adapter.directory.listFolders(access, { skip: 0, take: 100 }));
  shared = folders.items.find(({ path }) => path === 'Shared') ?? { key: '', path: '' };
  const processes = value(await adapter.directory.listProcesses(access, shared, { skip: 0, take: 100 }));
  echoText = processes.items[0]?.releaseKey ?? '';
});

afterEach(async () => {
  await adapter.close();
  await fake.close();
});

describe('with an Orchestrator of API 17', () => {
  it('lists folders page by page', async () => {
    const first = value(await adapter.directory.listFolders(access, { skip: 0, take: 1 }));
    const rest = value(await adapter.directory.listFolders(access, { skip: 1, take: 100 }));

    expect(first).toMatchObject({ items: [{ name: 'Shared', path: 'Shared', key: shared.key }], hasMore: true });
    expect(rest.items.map(({ path }) => path)).toContain('Finance/AP');
    expect(rest.hasMore).toBe(false);
  });

  it('finds a folder and a process by their keys, and none by other keys', async () => {
    const none = '00000000-0000-4000-8000-000000000000';

    const folder = await adapter.directory.findFolder(access, shared.key);
    const process = await adapter.directory.findProcess(access, shared, echoText);

    expect(folder).toMatchObject({ ok: true, value: { path: 'Shared' } });
    expect(process).toMatchObject({
      ok: true,
      value: {
        releaseKey: echoText,
        releaseVersionId: expect.any(Number),
        folderKey: shared.key,
        arguments: { input: [{ name: 'in_Text', type: 'string', required: true }], output: [{ name: 'out_Text' }] },
      },
    });
    expect(await adapter.directory.findFolder(access, none)).toEqual({ ok: true, value: undefined });
    expect(await adapter.directory.findProcess(access, shared, none)).toEqual({ ok: true, value: undefined });
  });

  it('starts a job, finds it again, and reads its end with outputs', async () => {
    const started = await startJob('cl1.app.key.body');
    await fake.admin.advanceClock(2_000);
    fake.admin.setJobState(started.observation.jobKey, { state: 'Running' });
    fake.admin.setJobState(started.observation.jobKey, { state: 'Successful', output: { out_Text: 'hello' } });

    const byKey = value(await adapter.jobs.findByKey(access, shared, started.observation.jobKey));
    const byId = value(await adapter.jobs.readById(access, shared, started.id));

    expect(started).toMatchObject({ observation: { state: 'Pending', source: 'start' }, type: 'Unattended' });
    expect(byKey).toMatchObject({ id: started.id, releaseKey: echoText, reference: 'cl1.app.key.body' });
    expect(byId).toMatchObject({
      observation: { jobKey: started.observation.jobKey, state: 'Successful', source: 'read' },
      output: { out_Text: 'hello' },
      releaseVersionId: started.releaseVersionId,
    });
    expect((byId?.observation.asOf ?? '') > started.observation.asOf).toBe(true);
  });

  it('reads the states of several jobs in one call, and leaves out one that there is not', async () => {
    const [first, second] = [await startJob('cl1.app.key.one'), await startJob('cl1.app.key.two')];
    fake.admin.setJobState(second.observation.jobKey, { state: 'Running' });

    const list = value(await adapter.jobs.readList(access, shared, [second.id, 999_999, first.id]));

    expect(list.asked).toBe(3);
    expect(new Map(list.jobs.map(({ id, observation }) => [id, observation.state]))).toEqual(
      new Map([
        [first.id, 'Pending'],
        [second.id, 'Running'],
      ]),
    );
  });

  it('tells why a job faulted', async () => {
    const started = await startJob('cl1.app.key.body');
    fake.admin.setJobState(started.observation.jobKey, { state: 'Faulted', info: 'File not found' });

    const read = value(await adapter.jobs.readById(access, shared, started.id));

    expect(read?.observation).toMatchObject({ state: 'Faulted', fault: { message: 'File not found' } });
  });

  it('finds the jobs of a start by their reference, finished ones or not', async () => {
    const first = await startJob('cl1.app.key.one');
    const second = await startJob('cl1.app.key.two');
    await startJob('cl1.app.other.one');
    fake.admin.setJobState(first.observation.jobKey, { state: 'Successful' });

    const all = await adapter.jobs.findByReference(access, shared, 'cl1.app.key.', 'all');
    const unfinished = await adapter.jobs.findByReference(access, shared, 'cl1.app.key.', 'unfinished');

    expect(all).toMatchObject({ ok: true, value: [{ id: first.id }, { id: second.id }] });
    expect(unfinished).toMatchObject({ ok: true, value: [{ id: second.id }] });
  });

  it.each([
    ['soft', 'Stopping'],
    ['kill', 'Terminating'],
  ] as const)('asks for a %s stop, after which the job is %s', async (mode, state) => {
    const started = await startJob('cl1.app.key.body');
    fake.admin.setJobState(started.observation.jobKey, { state: 'Running' });

    const outcome = await adapter.jobs.stop(access, shared, started.id, mode);

    expect(outcome).toEqual({ ok: true, value: undefined });
    expect(value(await adapter.jobs.readById(access, shared, started.id))?.observation.state).toBe(state);
  });

  it('knows no job that Orchestrator has not, and no process of another folder', async () => {
    const request = { releaseKey: '8d0f3f6a-52b1-4c0e-8a6f-000000000000', reference: 'r' };

    expect(await adapter.jobs.readById(access, shared, 999_999)).toEqual({ ok: true, value: undefined });
    expect(await adapter.jobs.start(access, shared, request)).toMatchObject({ failure: { code: 'release-not-found' } });
  });

  it('knows whether a start may have happened: not after 401, but after a dropped connection', async () => {
    await fake.admin.advanceClock(31 * 60_000);
    const afterExpiry = await startJob('cl1.app.key.one');
    fake.admin.addFault({ on: 'POST /odata/Jobs/*StartJobs', action: 'commit-then-drop', times: 1 });

    const dropped = await adapter.jobs.start(access, shared, { releaseKey: echoText, reference: 'cl1.app.key.two' });
    const found = await adapter.jobs.findByReference(access, shared, 'cl1.app.key.two', 'all');

    expect(afterExpiry.observation.state).toBe('Pending');
    expect(dropped).toMatchObject({ failure: { code: 'orchestrator-unreachable', mayHaveHappened: true } });
    expect(found).toMatchObject({ ok: true, value: [{ observation: { state: 'Pending' } }] });
  });

  it('creates, finds, pings and deletes a webhook', async () => {
    const url = 'http://127.0.0.1:9/hooks/connection-1';

    const id = value(await adapter.webhooks.create(access, { url, secret: new Secret('webhook-secret') }));
    const found = await adapter.webhooks.findByUrl(access, url);
    const pinged = await adapter.webhooks.ping(access, id);
    const [webhook] = fake.admin.state().webhooks;
    const deleted = [await adapter.webhooks.delete(access, id), await adapter.webhooks.delete(access, id)];

    expect(found).toEqual({ ok: true, value: [id] });
    expect(pinged).toEqual({ ok: true, value: undefined });
    expect(webhook).toMatchObject({ Url: url, Enabled: true, AllowInsecureSsl: false, SubscribeToAllEvents: false });
    expect(deleted).toEqual([
      { ok: true, value: undefined },
      { ok: true, value: undefined },
    ]);
    expect(await adapter.webhooks.findByUrl(access, url)).toEqual({ ok: true, value: [] });
  });

  it('is told that a wrong password is refused', async () => {
    const wrong = anAccess(fake.url, {
      connectionId: 'connection-2',
      credential: async () => ({
        ok: true,
        value: { kind: 'password', username: 'admin', password: new Secret('wrong') },
      }),
    });

    expect(await adapter.sessions.signIn(wrong)).toMatchObject({ failure: { code: 'credentials-refused' } });
    expect(await adapter.sessions.signIn(access)).toEqual({ ok: true, value: { apiVersion: 17 } });
  });
});

async function startJob(reference: string): Promise<JobReading> {
  const request = { releaseKey: echoText, inputText: '{"in_Text":"hello"}', reference };
  return value(await adapter.jobs.start(access, shared, request));
}

function value<T>(
  outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: unknown },
): T {
  if (!outcome.ok) throw new Error(`It failed: ${JSON.stringify(outcome.failure)}`);
  return outcome.value;
}
