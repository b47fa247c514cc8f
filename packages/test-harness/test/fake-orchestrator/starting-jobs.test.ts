import { describe, expect, it } from 'vitest';
import { aFake, echoText } from './a-fake.js';
import { start } from './requests.js';

const users = [{ username: 'admin', password: 'admin-password' }];

describe('starting a process', () => {
  it('answers 201 with one pending job, whose Reference is kept', async () => {
    const { api } = await aFake({ manual: true });
    const shared = api.in('Shared');

    const answer = await start(shared, echoText, { InputArguments: '{"in_Text":"Hello"}', Reference: 'cl1.a.b.c' });

    const found = await shared.get("/odata/Jobs?$filter=startswith(Reference,'cl1.a.')");
    expect(answer.status).toBe(201);
    expect(answer.rows).toMatchObject([
      {
        State: 'Pending',
        Type: 'Unattended',
        SourceType: 'Manual',
        ReleaseName: 'EchoText',
        InputArguments: '{"in_Text":"Hello"}',
        OutputArguments: null,
        Reference: 'cl1.a.b.c',
        StartTime: null,
        EndTime: null,
        Release: null,
        OrganizationUnitFullyQualifiedName: 'Shared',
      },
    ]);
    expect(answer.rows[0]?.CreationTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
    expect(answer.rows[0]?.ReleaseVersionId).toEqual(expect.any(Number));
    expect(found.rows).toEqual(answer.rows);
  });

  it('makes as many jobs as it is asked for, in one batch', async () => {
    const { api } = await aFake({ manual: true });

    const { rows } = await start(api.in('Shared'), echoText, { JobsCount: 3 });

    expect(new Set(rows.map(({ Key }) => Key)).size).toBe(3);
    expect(new Set(rows.map(({ BatchExecutionKey }) => BatchExecutionKey)).size).toBe(1);
  });

  it('takes every field that version 17 knows, and annotations', async () => {
    const { api } = await aFake({ manual: true });

    const answer = await start(api.in('Shared'), echoText, {
      Source: 'Manual',
      RuntimeType: 'Unattended',
      JobPriority: 'High',
      RunAsMe: false,
      'Reference@odata.type': '#String',
    });

    expect(answer.rows).toMatchObject([{ JobPriority: 'High', RuntimeType: 'Unattended' }]);
  });

  it.each([
    ['a field that it does not know', { FolderKey: 'x' }],
    ['input arguments that are an object', { InputArguments: { in_Text: 'Hello' } }],
    ['an unknown strategy', { Strategy: 'Whatever' }],
    ['no release key', { ReleaseKey: undefined }],
  ])('with %s makes the whole startInfo null: 400 and 0', async (_, more) => {
    const { api } = await aFake();

    const answer = await start(api.in('Shared'), echoText, more);

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ message: 'startInfo must not be null', errorCode: 0 });
  });

  it.each([
    [
      'input arguments over 10,000 characters',
      { InputArguments: JSON.stringify({ in_Text: 'x'.repeat(10_000) }) },
      1009,
    ],
    ['a Reference over 128 characters', { Reference: 'x'.repeat(129) }, 1009],
    ['input arguments that are no JSON', { InputArguments: '{"in_Text":' }, 1000],
    ['input arguments that are no object', { InputArguments: '[1]' }, 1000],
    ['no job to start', { JobsCount: 0 }, 1000],
  ])('with %s is refused with 400 and makes no job', async (_, more, errorCode) => {
    const { fake, api } = await aFake();

    const answer = await start(api.in('Shared'), echoText, more);

    expect([answer.status, answer.body.errorCode]).toEqual([400, errorCode]);
    expect(fake.admin.state().jobs).toEqual([]);
  });

  it('that is not in the folder is 404 with 1002', async () => {
    const { api } = await aFake();

    const answer = await start(api.in('Finance/AP'), echoText);

    expect([answer.status, answer.body.errorCode]).toEqual([404, 1002]);
  });

  it.each([
    ['no unattended robot', { unattendedRobots: 0 }, {}, 1671],
    ['no machine for one', { unattendedMachine: false }, {}, 2818],
    ['no attended runtime', {}, { RuntimeType: 'Attended' }, 2818],
    ['not that robot', {}, { Strategy: 'Specific', RobotIds: [5] }, 1671],
  ])('in a folder with %s is a conflict', async (_, folder, more, errorCode) => {
    const folders = [{ path: 'Shared', processes: [{ name: 'EchoText', key: echoText }], ...folder }];
    const { api } = await aFake({ seed: { tenants: [{ name: 'Default', users, folders }] } });

    const answer = await start(api.in('Shared'), echoText, more);

    expect([answer.status, answer.body.errorCode]).toEqual([409, errorCode]);
  });
});
