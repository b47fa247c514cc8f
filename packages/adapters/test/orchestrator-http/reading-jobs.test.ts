import { describe, expect, it } from 'vitest';
import { jobKey, successful } from './job-rows.js';
import { accountsPayable } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const releaseKey = '01b7cf62-98e0-4a69-9a65-be7514643229';
const date = 'Tue, 05 Mar 2024 10:02:12 GMT';

describe('reading a job', () => {
  it('gives its end with outputs, as of the second of the reply', async () => {
    const { server, jobs, access } = await withJob({ ...successful, Release: { Key: releaseKey } }, { date });

    const outcome = await jobs.readById(access, accountsPayable, 125161);

    expect(server.seen.at(-1)?.query.get('$expand')).toBe('Release');
    expect(outcome).toEqual({
      ok: true,
      value: {
        id: 125161,
        observation: {
          jobKey,
          state: 'Successful',
          asOf: '2024-03-05T10:02:12.0000000Z',
          source: 'read',
          startedAt: '2024-03-05T10:00:04.3300000Z',
          endedAt: '2024-03-05T10:02:11.9070000Z',
        },
        releaseKey,
        reference: 'cl1.app.key.body',
        type: 'Unattended',
        releaseVersionId: 2001,
        output: { out_Count: 3 },
      },
    });
  });

  it('takes the latest time in the job when the reply has no date', async () => {
    const { jobs, access } = await withOrchestrator(({ path }) => {
      if (!path.includes('/odata/Jobs')) return undefined;
      const body = JSON.stringify(successful);
      return {
        raw: `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      };
    });

    const outcome = await jobs.readById(access, accountsPayable, 125161);

    expect(outcome).toMatchObject({ value: { observation: { asOf: '2024-03-05T10:02:11.9070000Z' } } });
  });

  it('gives the reason of a fault, and of nothing else', async () => {
    const faulted = await withJob({ ...successful, State: 'Faulted', Info: 'Invoice 4711 is missing' });
    const stopped = await withJob({ ...successful, State: 'Stopped', Info: 'Job canceled' });

    const outcomes = [
      await faulted.jobs.readById(faulted.access, accountsPayable, 125161),
      await stopped.jobs.readById(stopped.access, accountsPayable, 125161),
    ];

    expect(outcomes[0]).toMatchObject({ value: { observation: { fault: { message: 'Invoice 4711 is missing' } } } });
    expect(outcomes[1]).not.toHaveProperty('value.observation.fault');
  });

  it.each([
    ['no outputs as none', null, undefined],
    ['empty outputs as empty', '{}', {}],
    ['outputs that are no JSON as none', '{"a":', undefined],
    ['outputs that are no object as none', '[1]', undefined],
    ['outputs of 100 levels as they are', nestedText(100), JSON.parse(nestedText(100))],
    ['outputs of 101 levels as none', nestedText(101), undefined],
    ['outputs too deep to be written as JSON again as none', nestedText(50_000), undefined],
    ['such outputs that are no text as none', JSON.parse(nestedText(101)), undefined],
  ])('tells %s', async (_, OutputArguments, output) => {
    const { jobs, access } = await withJob({ ...successful, OutputArguments });

    const outcome = await jobs.readById(access, accountsPayable, 125161);

    expect(outcome.ok && outcome.value?.output).toEqual(output);
    expect(outcome).toMatchObject({ ok: true, value: { observation: { state: 'Successful' } } });
  });

  it('cuts a fault text of ten million characters, and not in the middle of one', async () => {
    const Info = `${'x'.repeat(65_534)}${'😀'.repeat(1_000_000)}`;
    const { jobs, access } = await withJob({ ...successful, State: 'Faulted', Info });

    const outcome = await jobs.readById(access, accountsPayable, 125161);

    expect(outcome).toMatchObject({ value: { observation: { fault: { message: `${'x'.repeat(65_534)}…` } } } });
  });

  it('writes its key in lower case', async () => {
    const { jobs, access } = await withJob({ ...successful, Key: jobKey.toUpperCase() });

    const outcome = await jobs.readById(access, accountsPayable, 125161);

    expect(outcome).toMatchObject({ value: { observation: { jobKey } } });
  });

  it.each([
    ['is undefined when Orchestrator has none', { status: 404, body: { errorCode: 1002 } }, { ok: true }],
    ['is undefined when Orchestrator says so without words', { status: 404, body: '' }, { ok: true }],
    [
      'fails when a web page says 404',
      { status: 404, body: '<html>', headers: { 'content-type': 'text/html' } },
      { failure: { code: 'orchestrator-reply-unusable' } },
    ],
    [
      'fails when the folder is not accessible',
      { status: 404, body: { errorCode: 1100 } },
      { failure: { code: 'folder-not-accessible' } },
    ],
  ])('%s', async (_, act, expected) => {
    const { jobs, access } = await withOrchestrator(({ path }) => (path.includes('/odata/Jobs') ? act : undefined));

    const outcome = await jobs.readById(access, accountsPayable, 125161);

    expect(outcome).toMatchObject(expected);
    if (outcome.ok) expect(outcome.value).toBeUndefined();
  });
});

describe('searching jobs', () => {
  it('finds a job by its key, as a bare GUID', async () => {
    const { server, jobs, access } = await withJobs([{ ...successful, OutputArguments: null }]);

    const outcome = await jobs.findByKey(access, accountsPayable, jobKey);

    expect(outcome).toMatchObject({ ok: true, value: { id: 125161 } });
    expect(Object.fromEntries(server.to('/odata/Jobs')[0]?.query ?? [])).toEqual({
      $filter: `Key eq ${jobKey}`,
      $top: '1',
      $expand: 'Release',
    });
  });

  it('finds none under a text that is no key, without asking', async () => {
    const { server, jobs, access } = await withJobs([]);

    expect(await jobs.findByKey(access, accountsPayable, "x' or 1 eq 1")).toEqual({ ok: true, value: undefined });
    expect(server.seen).toEqual([]);
  });

  it.each([
    ['an empty reference', ''],
    ['no reference', null],
    ['a reference that is no text', 4711],
  ])('gives the empty reference to a job with %s, so that it is nobody’s', async (_, Reference) => {
    const { jobs, access } = await withJobs([{ ...successful, Reference }]);

    const outcome = await jobs.findByKey(access, accountsPayable, jobKey);

    expect(outcome).toMatchObject({ ok: true, value: { reference: '' } });
  });

  it('gives no reference below API 11, where there is none', async () => {
    const { jobs, access } = await withJobs([successful], '10.0');

    const outcome = await jobs.findByKey(access, accountsPayable, jobKey);

    expect(outcome).toMatchObject({ ok: true, value: { id: 125161 } });
    expect(outcome).not.toHaveProperty('value.reference');
  });

  it('finds jobs by the start of their reference, lowest id first, with quotes doubled', async () => {
    const { server, jobs, access } = await withJobs([successful, { ...successful, Id: 125162 }]);

    const outcome = await jobs.findByReference(access, accountsPayable, "cl1.a'b.", 'all');

    expect(outcome).toMatchObject({ ok: true, value: [{ id: 125161 }, { id: 125162 }] });
    expect(Object.fromEntries(server.to('/odata/Jobs')[0]?.query ?? [])).toEqual({
      $filter: "startswith(Reference,'cl1.a''b.')",
      $orderby: 'Id asc',
      $top: '1000',
      $expand: 'Release',
    });
  });

  it('asks for every state that is not final when only unfinished jobs are wanted', async () => {
    const { server, jobs, access } = await withJobs([]);

    await jobs.findByReference(access, accountsPayable, 'cl1.a.', 'unfinished');

    expect(server.to('/odata/Jobs')[0]?.query.get('$filter')).toBe(
      "startswith(Reference,'cl1.a.') and (State eq 'Pending' or State eq 'Running' or State eq 'Stopping'" +
        " or State eq 'Terminating' or State eq 'Suspended' or State eq 'Resumed')",
    );
  });

  it('cannot search by reference below API 11', async () => {
    const { server, jobs, access } = await withJobs([], '10.0');

    const outcome = await jobs.findByReference(access, accountsPayable, 'cl1.a.', 'all');

    expect(outcome).toEqual({ ok: true, value: 'unsupported' });
    expect(server.to('/odata/Jobs')).toEqual([]);
  });

  function withJobs(value: readonly object[], apiVersion = '17.0') {
    return withOrchestrator(({ path }) => (path === '/odata/Jobs' ? { body: { value } } : undefined), { apiVersion });
  }
});

function withJob(body: object, headers: Readonly<Record<string, string>> = {}) {
  return withOrchestrator(({ path }) => (path === '/odata/Jobs(125161)' ? { body, headers } : undefined));
}

/** JSON text of an object with arrays in it, in so many levels. */
function nestedText(levels: number): string {
  return `{"out":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
}
