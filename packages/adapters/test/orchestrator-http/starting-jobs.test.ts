import { describe, expect, it } from 'vitest';
import { jobKey, pending } from './job-rows.js';
import { type Act, accountsPayable } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const releaseKey = '01b7cf62-98e0-4a69-9a65-be7514643229';
const date = 'Tue, 05 Mar 2024 10:02:12 GMT';

describe('starting a job', () => {
  const request = {
    releaseKey,
    inputText: '{"in_Period":"2024-03"}',
    reference: 'cl1.app.key.body',
    runtime: 'Headless',
  };

  it.each([
    [
      'API 17',
      '17.0',
      {
        ReleaseKey: releaseKey,
        JobsCount: 1,
        Strategy: 'ModernJobsCount',
        RuntimeType: 'Headless',
        Reference: 'cl1.app.key.body',
        InputArguments: '{"in_Period":"2024-03"}',
      },
    ],
    [
      'API 10, which has no reference',
      '10.0',
      {
        ReleaseKey: releaseKey,
        JobsCount: 1,
        Strategy: 'ModernJobsCount',
        RuntimeType: 'Headless',
        InputArguments: '{"in_Period":"2024-03"}',
      },
    ],
    [
      'API 9, which has no runtime either',
      '9.0',
      {
        ReleaseKey: releaseKey,
        JobsCount: 1,
        Strategy: 'JobsCount',
        RobotIds: [],
        InputArguments: '{"in_Period":"2024-03"}',
      },
    ],
  ])('sends only what %s knows', async (_, apiVersion, startInfo) => {
    const { server, jobs, access } = await withStart({ status: 201, body: { value: [pending] } }, apiVersion);

    await jobs.start(access, accountsPayable, request);

    expect(JSON.parse(server.to('StartJobs')[0]?.body ?? '')).toEqual({ startInfo });
  });

  it('asks for an unattended runtime when none is named, and sends no arguments when there are none', async () => {
    const { server, jobs, access } = await withStart({ status: 201, body: { value: [pending] } });

    await jobs.start(access, accountsPayable, { releaseKey, reference: 'r' });

    const { startInfo } = JSON.parse(server.to('StartJobs')[0]?.body ?? '');
    expect(startInfo).toMatchObject({ RuntimeType: 'Unattended' });
    expect(startInfo).not.toHaveProperty('InputArguments');
  });

  it('answers the job as of its creation, to 100 ns', async () => {
    const { jobs, access } = await withStart({ status: 201, body: { value: [pending] }, headers: { date } });

    const outcome = await jobs.start(access, accountsPayable, request);

    expect(outcome).toEqual({
      ok: true,
      value: {
        id: 125161,
        observation: { jobKey, state: 'Pending', asOf: '2024-03-05T10:00:00.1234567Z', source: 'start' },
        type: 'Unattended',
        releaseVersionId: 2001,
        reference: 'cl1.app.key.body',
      },
    });
  });

  it('takes the date of the reply for a job that does not tell its creation', async () => {
    const row = { ...pending, CreationTime: null };
    const { jobs, access } = await withStart({ status: 201, body: { value: [row] }, headers: { date } });

    const outcome = await jobs.start(access, accountsPayable, request);

    expect(outcome).toMatchObject({ value: { observation: { asOf: '2024-03-05T10:02:12.0000000Z' } } });
  });

  it.each([
    ['no job', []],
    ['a job without key', [{ ...pending, Key: null }]],
    ['a job in an unknown state', [{ ...pending, State: 'Dreaming' }]],
  ])('leaves it open whether there is a job when the reply holds %s', async (_, value) => {
    const { jobs, access } = await withStart({ status: 201, body: { value } });

    const outcome = await jobs.start(access, accountsPayable, request);

    expect(outcome).toMatchObject({ failure: { code: 'orchestrator-reply-unusable', mayHaveHappened: true } });
  });

  it('is repeated after a 401, which says that nothing was done', async () => {
    const { server, jobs, access } = await withOrchestrator(({ path, headers }) => {
      if (!path.endsWith('StartJobs')) return undefined;
      return headers.authorization === 'Bearer token-1' ? { status: 401 } : { status: 201, body: { value: [pending] } };
    });

    const outcome = await jobs.start(access, accountsPayable, request);

    expect(outcome).toMatchObject({ ok: true, value: { id: 125161 } });
    expect(server.to('StartJobs')).toHaveLength(2);
  });

  function withStart(act: Act, apiVersion = '17.0') {
    return withOrchestrator(({ path }) => (path.endsWith('StartJobs') ? act : undefined), { apiVersion });
  }
});

describe('stopping a job', () => {
  it.each([
    ['soft', 'SoftStop'],
    ['kill', 'Kill'],
  ] as const)('asks for a %s stop as %s, and takes the empty reply', async (mode, strategy) => {
    const { server, jobs, access } = await withOrchestrator(({ path }) =>
      path.endsWith('StopJob') ? { raw: 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' } : undefined,
    );

    const outcome = await jobs.stop(access, accountsPayable, 125161, mode);

    expect(outcome).toEqual({ ok: true, value: undefined });
    expect(server.seen.at(-1)).toMatchObject({
      path: '/odata/Jobs(125161)/UiPath.Server.Configuration.OData.StopJob',
      body: JSON.stringify({ strategy }),
    });
  });

  it('has not happened for sure when a redirect answers, even one without a body', async () => {
    const { jobs, access } = await withOrchestrator(({ path }) =>
      path.endsWith('StopJob')
        ? { raw: 'HTTP/1.1 302 Found\r\nLocation: /identity\r\nContent-Length: 0\r\n\r\n' }
        : undefined,
    );

    const outcome = await jobs.stop(access, accountsPayable, 125161, 'soft');

    expect(outcome).toMatchObject({ failure: { code: 'orchestrator-reply-unusable', mayHaveHappened: true } });
  });

  it('is refused for a job that had ended', async () => {
    const { jobs, access } = await withOrchestrator(({ path }) =>
      path.endsWith('StopJob') ? { status: 409, body: { errorCode: 1000 } } : undefined,
    );

    const outcome = await jobs.stop(access, accountsPayable, 125161, 'soft');

    expect(outcome).toMatchObject({ failure: { code: 'orchestrator-refused', reply: { status: 409 } } });
  });
});
