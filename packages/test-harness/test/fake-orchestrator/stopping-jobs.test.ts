import { describe, expect, it } from 'vitest';
import { aFake, echoText } from './a-fake.js';
import { start, started, stop } from './requests.js';

const users = [{ username: 'admin', password: 'admin-password' }];

function seedWhere(onSoftStop: 'stops' | 'completes' | 'ignores') {
  const processes = [{ name: 'EchoText', key: echoText, onSoftStop }];
  return { tenants: [{ name: 'Default', users, folders: [{ path: 'Shared', processes }] }] };
}

describe('stopping a job', () => {
  it('that has not begun stops it at once, and answers 200 without a body', async () => {
    const { fake, api } = await aFake({ manual: true });
    const { id } = await started(api.in('Shared'), echoText);

    const answer = await stop(api.in('Shared'), id, 'SoftStop');

    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(fake.admin.state().jobs).toMatchObject([{ State: 'Stopped', Info: 'Job canceled', StartTime: null }]);
  });

  it.each([
    ['SoftStop', 'Stopping'],
    ['1', 'Stopping'],
    ['Kill', 'Terminating'],
    ['2', 'Terminating'],
  ])('that runs, with strategy %s, makes it %s and then Stopped', async (strategy, between) => {
    const { fake, api } = await aFake({ jobMs: [1, 60_000] });
    const { id } = await started(api.in('Shared'), echoText);
    await fake.admin.advanceClock(1000);

    await stop(api.in('Shared'), id, strategy);
    const during = fake.admin.state().jobs[0];
    await fake.admin.advanceClock(1000);
    const after = fake.admin.state().jobs[0];

    expect(during).toMatchObject({ State: between, EndTime: null });
    expect(after).toMatchObject({ State: 'Stopped', OutputArguments: null });
  });

  it.each([
    ['completes', 'Successful'],
    ['ignores', 'Stopping'],
    ['stops', 'Stopped'],
  ] as const)('softly, whose process %s, leaves it %s', async (onSoftStop, state) => {
    const { fake, api } = await aFake({ seed: seedWhere(onSoftStop), jobMs: [1, 60_000] });
    const { id } = await started(api.in('Shared'), echoText);
    await fake.admin.advanceClock(1000);

    await stop(api.in('Shared'), id, 'SoftStop');
    await fake.admin.advanceClock(600_000);

    expect(fake.admin.state().jobs).toMatchObject([{ State: state }]);
  });

  it('by killing it helps where the soft way does not', async () => {
    const { fake, api } = await aFake({ seed: seedWhere('ignores'), jobMs: [1, 60_000] });
    const { id } = await started(api.in('Shared'), echoText);
    await fake.admin.advanceClock(1000);

    await stop(api.in('Shared'), id, 'SoftStop');
    await stop(api.in('Shared'), id, 'Kill');
    await fake.admin.advanceClock(1000);

    expect(fake.admin.state().jobs).toMatchObject([{ State: 'Stopped', StopStrategy: 'Kill' }]);
  });

  it('that has ended is a conflict; an unknown one is 404; an unknown strategy is 400', async () => {
    const { api } = await aFake({ manual: true });
    const shared = api.in('Shared');
    const { id } = await started(shared, echoText);
    await stop(shared, id, 'Kill');

    const ended = await stop(shared, id, 'Kill');
    const unknown = await stop(shared, 1, 'Kill');
    const malformed = await stop(shared, id, 'Gently');

    expect([ended.status, unknown.status, malformed.status]).toEqual([409, 404, 400]);
  });

  it('of another folder is 404', async () => {
    const { fake, api } = await aFake({ manual: true });
    const { id } = await started(api.in('Shared'), echoText);

    const answer = await stop(api.in('Finance/AP'), id, 'Kill');

    expect(answer.status).toBe(404);
    expect(fake.admin.state().jobs).toMatchObject([{ State: 'Pending' }]);
  });

  it('can be done to several at once', async () => {
    const { fake, api } = await aFake({ manual: true });
    const { rows } = await start(api.in('Shared'), echoText, { JobsCount: 3 });
    const jobIds = rows.slice(1).map(({ Id }) => Id);

    const action = '/odata/Jobs/UiPath.Server.Configuration.OData.StopJobs';
    const answer = await api.in('Shared').post(action, { jobIds, strategy: 'Kill' });
    const unknown = await api.in('Shared').post(action, { jobIds: [1], strategy: 'Kill' });

    expect([answer.status, answer.text, unknown.status]).toEqual([200, '', 404]);
    expect(fake.admin.state().jobs.map(({ State }) => State)).toEqual(['Pending', 'Stopped', 'Stopped']);
  });
});
