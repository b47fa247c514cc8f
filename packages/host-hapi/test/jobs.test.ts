import { describe, expect, it } from 'vitest';
import { aWorld, seed } from './world/a-world.js';
import { aBoundApp, bind } from './world/set-up.js';

describe('starting a job', () => {
  it('answers 202 with the job as soon as Orchestrator has accepted it', async () => {
    const world = await aWorld();
    const { app, processId } = await aBoundApp(world);

    const answer = await app.runtime.post(`/v1/processes/${processId}/jobs`, { input: { in_Text: 'hello' } });

    expect(answer).toMatchObject({ status: 202, body: { state: 'Pending', repeated: false } });
    expect(world.fake.admin.state().jobs).toMatchObject([
      { Key: answer.body.jobKey, InputArguments: '{"in_Text":"hello"}' },
    ]);
  });

  it('takes no body at all for a process without arguments', async () => {
    const world = await aWorld();
    const { app, processId } = await aBoundApp(world);

    const answer = await app.runtime.call('POST', `/v1/processes/${processId}/jobs`);

    expect(answer.status).toBe(202);
  });

  it('with the same Idempotency-Key answers the same job, and with another input 422', async () => {
    const world = await aWorld();
    const { app, processId } = await aBoundApp(world);
    const start = (text: string) =>
      app.runtime.call('POST', `/v1/processes/${processId}/jobs`, {
        body: { input: { in_Text: text } },
        headers: { 'idempotency-key': 'order-4711' },
      });

    const [first, again, other] = [await start('a'), await start('a'), await start('b')];

    expect(again).toMatchObject({ status: 202, body: { jobKey: first.body.jobKey, repeated: true } });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect(world.fake.admin.state().jobs).toHaveLength(1);
  });

  it('with more input than Orchestrator takes is 422', async () => {
    const world = await aWorld();
    const { app, processId } = await aBoundApp(world);

    const answer = await app.runtime.post(`/v1/processes/${processId}/jobs`, {
      input: { in_Text: 'x'.repeat(10_001) },
    });

    expect(answer).toMatchObject({ status: 422, body: { code: 'input-too-large' } });
  });
});

describe('reading a job', () => {
  it('answers its output once it is Successful', async () => {
    const world = await aWorld();
    const { app, processId } = await aBoundApp(world);
    const { body: job } = await app.runtime.post(`/v1/processes/${processId}/jobs`, { input: { in_Text: 'hello' } });
    const path = `/v1/processes/${processId}/jobs/${job.jobKey}`;

    const before = await app.runtime.get(path);
    world.fake.admin.setJobState(String(job.jobKey), { state: 'Successful', output: { out_Text: 'hello' } });
    const after = await app.runtime.get(path);

    expect(before).toMatchObject({ status: 200, body: { jobKey: job.jobKey, state: 'Pending' } });
    expect(after).toMatchObject({ status: 200, body: { state: 'Successful', output: { out_Text: 'hello' } } });
  });

  it('flags one that was Successful without the output that its process declares', async () => {
    const world = await aWorld();
    const { app, processId } = await aBoundApp(world);
    const { body: job } = await app.runtime.post(`/v1/processes/${processId}/jobs`, { input: { in_Text: 'hello' } });
    world.fake.admin.setJobState(String(job.jobKey), { state: 'Successful', output: null });

    const answer = await app.runtime.get(`/v1/processes/${processId}/jobs/${job.jobKey}`);

    expect(answer).toMatchObject({ status: 200, body: { state: 'Successful', flags: ['output-dropped'] } });
    expect(answer.body).not.toHaveProperty('output');
  });

  it('of another reference is answered as if there were none', async () => {
    const world = await aWorld();
    const { app, connectionId, processId } = await aBoundApp(world);
    const other = await bind(world, app.id, connectionId, { releaseKey: '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e02' });
    const { body: job } = await app.runtime.post(`/v1/processes/${processId}/jobs`, {});

    const foreign = await app.runtime.get(`/v1/processes/${other}/jobs/${job.jobKey}`);
    const absent = await app.runtime.get(`/v1/processes/${other}/jobs/1c7222dc-416f-4c60-9b17-000000000001`);

    expect(foreign).toMatchObject({ status: 404, body: { code: 'job-not-found' } });
    expect({ ...foreign.body, detail: '' }).toEqual({ ...absent.body, detail: '' });
  });
});

describe('a job that somebody started in Orchestrator itself', () => {
  it('is answered as if there were none, on the very process that the app uses', async () => {
    const world = await aWorld();
    const { app, processId } = await aBoundApp(world);
    const jobKey = await startInOrchestrator(world.fake.url);
    const path = `/v1/processes/${processId}/jobs/${jobKey}`;

    const answers = [
      await app.runtime.get(path),
      await app.runtime.get(`${path}/events`),
      await app.runtime.post(`${path}/stop`, { mode: 'kill' }),
    ];

    expect(answers).toMatchObject(Array(3).fill({ status: 404, body: { code: 'job-not-found' } }));
    expect(world.fake.admin.state().jobs).toMatchObject([{ Key: jobKey, State: 'Pending' }]);
  });
});

describe('stopping a job', () => {
  it('answers 202 with the job, and 200 once it had ended', async () => {
    const world = await aWorld();
    const { app, processId } = await aBoundApp(world);
    const { body: job } = await app.runtime.post(`/v1/processes/${processId}/jobs`, {});
    const jobKey = String(job.jobKey);
    world.fake.admin.setJobState(jobKey, { state: 'Running' });
    const stop = () => app.runtime.post(`/v1/processes/${processId}/jobs/${jobKey}/stop`, { mode: 'soft' });

    const asked = await stop();
    world.fake.admin.setJobState(jobKey, { state: 'Stopped' });
    const repeated = await stop();

    expect(asked).toMatchObject({ status: 202, body: { jobKey, state: 'Stopping' } });
    expect(repeated).toMatchObject({ status: 200, body: { jobKey, state: 'Stopped' } });
  });

  it('needs to know how', async () => {
    const world = await aWorld();
    const { app, processId } = await aBoundApp(world);
    const path = `/v1/processes/${processId}/jobs/1c7222dc-416f-4c60-9b17-000000000001/stop`;

    expect(await app.runtime.post(path, { mode: 'hard' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'mode' }] },
    });
    expect(await app.runtime.call('POST', path)).toMatchObject({ status: 400 });
  });
});

/** Starts EchoText as a person does in Orchestrator's own pages: without a reference. Answers the key of the job. */
async function startInOrchestrator(url: string): Promise<string> {
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return answer.json() as Promise<{ readonly result: string; readonly value: readonly { readonly Key: string }[] }>;
  };
  const user = { usernameOrEmailAddress: 'admin', password: 'admin-password' };
  const { result: token } = await post('/api/Account/Authenticate', user);
  const { value } = await post(
    '/odata/Jobs/UiPath.Server.Configuration.OData.StartJobs',
    { startInfo: { ReleaseKey: seed.echoText, Strategy: 'ModernJobsCount', JobsCount: 1 } },
    { authorization: `Bearer ${token}`, 'x-uipath-folderkey': seed.shared },
  );
  return String(value[0]?.Key);
}
