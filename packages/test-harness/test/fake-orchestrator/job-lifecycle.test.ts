import { describe, expect, it } from 'vitest';
import { aFake, brokenImport, echoText, invoiceBot } from './a-fake.js';
import type { ApiClient } from './api-client.js';
import { start, started, stop } from './requests.js';

const users = [{ username: 'admin', password: 'admin-password' }];

async function read(api: ApiClient, id: number): Promise<Readonly<Record<string, unknown>>> {
  return (await api.get(`/odata/Jobs(${id})`)).body;
}

describe('a job that is left alone', () => {
  it('is Pending, Running and Successful, and returns what it was given', async () => {
    const { fake, api } = await aFake({ jobMs: [60_000, 120_000] });
    const shared = api.in('Shared');
    const { id } = await started(shared, echoText, { InputArguments: '{"in_Text":"Hello","Other":[1]}' });

    const pending = await read(shared, id);
    await fake.admin.advanceClock(60_000);
    const running = await read(shared, id);
    await fake.admin.advanceClock(120_000);
    const successful = await read(shared, id);

    expect(pending).toMatchObject({ State: 'Pending', StartTime: null, HostMachineName: null });
    expect(running).toMatchObject({ State: 'Running', EndTime: null, HostMachineName: expect.any(String) });
    expect(successful).toMatchObject({
      State: 'Successful',
      Info: 'Job completed',
      OutputArguments: '{"out_Text":"Hello","Other":[1]}',
    });
    const tookMs = Date.parse(String(successful.EndTime)) - Date.parse(String(successful.StartTime));
    expect(tookMs).toBe(120_000);
  });

  it('is Faulted when its process is seeded so, with the fault in Info and no output', async () => {
    const { fake, api } = await aFake({ jobMs: [60_000, 120_000] });
    const { id } = await started(api.in('Finance/AP'), brokenImport);

    await fake.admin.advanceClock(180_000);

    expect(await read(api.in('Finance/AP'), id)).toMatchObject({
      State: 'Faulted',
      Info: expect.stringContaining('System.IO.FileNotFoundException'),
      OutputArguments: null,
    });
  });

  it('returns the output of the seed where there is one', async () => {
    const processes = [{ name: 'Count', key: invoiceBot, output: { out_Count: 3 }, info: 'Three' }];
    const seed = { tenants: [{ name: 'Default', users, folders: [{ path: 'Shared', processes }] }] };
    const { fake, api } = await aFake({ seed, jobMs: [1, 1] });
    const { id } = await started(api.in('Shared'), invoiceBot);

    await fake.admin.advanceClock(60_000);

    expect(await read(api.in('Shared'), id)).toMatchObject({ OutputArguments: '{"out_Count":3}', Info: 'Three' });
  });

  it('ends by itself in real time too', async () => {
    const { fake, api } = await aFake({ jobMs: [1, 1] });

    await start(api.in('Shared'), echoText);

    await expect.poll(() => fake.admin.state().jobs[0]?.State, { interval: 5, timeout: 5000 }).toBe('Successful');
  });

  it('stays where it is in manual mode', async () => {
    const { fake, api } = await aFake({ manual: true });
    await start(api.in('Shared'), echoText);

    await fake.admin.advanceClock(86_400_000);

    expect(fake.admin.state().jobs).toMatchObject([{ State: 'Pending' }]);
  });
});

describe('a robot', () => {
  it('runs one job at a time; the others wait in order', async () => {
    const { fake, api } = await aFake({ jobMs: [60_000, 120_000] });
    await start(api.in('Shared'), echoText, { JobsCount: 3 });
    const states = (): readonly unknown[] => fake.admin.state().jobs.map(({ State }) => State);

    await fake.admin.advanceClock(60_000);
    const first = states();
    await fake.admin.advanceClock(120_000);
    const second = states();
    await fake.admin.advanceClock(240_000);
    const last = states();

    expect(first).toEqual(['Running', 'Pending', 'Pending']);
    expect(second).toEqual(['Successful', 'Running', 'Pending']);
    expect(last).toEqual(['Successful', 'Successful', 'Successful']);
  });

  it('is as many as the seed says', async () => {
    const folders = [{ path: 'Shared', unattendedRobots: 2, processes: [{ name: 'EchoText', key: echoText }] }];
    const { fake, api } = await aFake({ seed: { tenants: [{ name: 'Default', users, folders }] }, jobMs: [1, 60_000] });
    await start(api.in('Shared'), echoText, { JobsCount: 3 });

    await fake.admin.advanceClock(1000);

    const jobs = fake.admin.state().jobs;
    expect(jobs.map(({ State }) => State)).toEqual(['Running', 'Running', 'Pending']);
    expect(jobs[0]?.HostMachineName).not.toBe(jobs[1]?.HostMachineName);
  });

  it('is free for the next job when its job is stopped', async () => {
    const { fake, api } = await aFake({ jobMs: [1, 60_000] });
    const shared = api.in('Shared');
    const { id } = await started(shared, echoText, { JobsCount: 2 });
    await fake.admin.advanceClock(1000);

    await stop(shared, id, 'Kill');
    await fake.admin.advanceClock(1000);

    expect(fake.admin.state().jobs.map(({ State }) => State)).toEqual(['Stopped', 'Running']);
  });
});

describe('a job that sleeps', () => {
  it('gives its robot away and waits for one when it is resumed', async () => {
    const { fake, api } = await aFake({ jobMs: [1000, 60_000] });
    const { key } = await started(api.in('Shared'), echoText);
    await fake.admin.advanceClock(1000);

    fake.admin.setJobState(key, { state: 'Suspended' });
    await fake.admin.advanceClock(600_000);
    const asleep = fake.admin.state().jobs[0];
    fake.admin.setJobState(key, { state: 'Resumed' });
    await fake.admin.advanceClock(61_000);
    const after = fake.admin.state().jobs[0];

    expect(asleep?.State).toBe('Suspended');
    expect(after).toMatchObject({ State: 'Successful', ResumeTime: expect.any(String) });
  });
});
