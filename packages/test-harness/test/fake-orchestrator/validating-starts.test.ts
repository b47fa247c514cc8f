import { describe, expect, it } from 'vitest';
import type { ApiVersion, Seed } from '../../src/fake-orchestrator/index.js';
import { aFake, echoText } from './a-fake.js';
import { aFakeOf } from './a-fake-of.js';
import type { ApiAnswer, ApiClient } from './api-client.js';
import { start } from './requests.js';

interface State {
  readonly user?: object;
  readonly folder?: object;
  readonly licence?: object;
}

function aSeed({ user, folder, licence = {} }: State = {}): Seed {
  return {
    tenants: [
      {
        name: 'Default',
        licence,
        users: [{ username: 'admin', password: 'admin-password', ...user }],
        folders: [{ path: 'Shared', processes: [{ name: 'EchoText', key: echoText }], ...folder }],
      },
    ],
  };
}

function validate(api: ApiClient, startInfo: object = {}): Promise<ApiAnswer> {
  return api.post('/odata/Jobs/UiPath.Server.Configuration.OData.ValidateDynamicJob', {
    startInfo: { ReleaseKey: echoText, Strategy: 'ModernJobsCount', JobsCount: 1, ...startInfo },
  });
}

describe('the validation of a start', () => {
  it('finds nothing where the start would be taken, and starts nothing', async () => {
    const { fake, api } = await aFake({ seed: aSeed() });

    const { status, body } = await validate(api.in('Shared'));

    expect([status, body]).toMatchObject([200, { IsValid: true, Errors: [], ErrorCodes: [] }]);
    expect(fake.admin.state().jobs).toEqual([]);
  });

  it.each<[string, string, State, object]>([
    ['no user has a robot', 'RobotNotFound', { folder: { unattendedRobots: 0 } }, {}],
    ['the user has no robot to run as', 'RobotNotFound', { user: { unattendedRobot: false } }, { RunAsMe: true }],
    ['no machine has runtimes', 'TemplateNoRuntime', { folder: { unattendedMachine: false } }, {}],
    ['the robots have jobs enough', 'TemplateFullCapacity', { folder: { mostPendingJobs: 0 } }, {}],
    ['the licence has expired', 'TemplateNoLicense', { licence: { expired: true } }, {}],
  ])('where %s finds %s, and StartJobs refuses the same', async (_, code, state, startInfo) => {
    const { api } = await aFake({ seed: aSeed(state) });

    const { body } = await validate(api.in('Shared'), startInfo);

    expect(body).toMatchObject({ IsValid: false, Errors: [expect.any(String)], ErrorCodes: [code] });
    expect((await start(api.in('Shared'), echoText, startInfo)).status).toBe(409);
  });

  it('finds TemplateNoHostsAvailable where no machine is connected; such a start is taken, and its job waits', async () => {
    const { fake, api } = await aFake({ seed: aSeed({ folder: { connectedRobots: 0 } }) });

    const { body } = await validate(api.in('Shared'));

    expect(body.ErrorCodes).toEqual(['TemplateNoHostsAvailable']);
    expect((await start(api.in('Shared'), echoText)).status).toBe(201);
    await fake.admin.advanceClock(60_000);
    expect(fake.admin.state().jobs).toMatchObject([{ State: 'Pending' }]);
  });

  it('finds every reason at once', async () => {
    const { api } = await aFake({
      seed: aSeed({ licence: { expired: true }, folder: { unattendedRobots: 0, unattendedMachine: false } }),
    });

    const { body } = await validate(api.in('Shared'));

    expect(body.ErrorCodes).toEqual(['TemplateNoLicense', 'RobotNotFound', 'TemplateNoRuntime']);
  });

  it('binds as strictly as StartJobs, and knows the same processes', async () => {
    const { api } = await aFake({ seed: aSeed() });
    const shared = api.in('Shared');

    const strange = await validate(shared, { Nothing: 1 });
    const unknown = await validate(shared, { ReleaseKey: echoText.replace('8', '9') });

    expect([strange.status, strange.body.message]).toEqual([400, 'startInfo must not be null']);
    expect([unknown.status, unknown.body.errorCode]).toEqual([404, 1002]);
  });

  it('needs the permission to start, and a folder', async () => {
    const { api } = await aFake({ seed: aSeed({ user: { permissions: ['Jobs.View'] } }) });

    expect((await validate(api.in('Shared'))).status).toBe(403);
    expect((await validate(api)).body.errorCode).toBe(1101);
  });

  it.each<[ApiVersion, boolean]>([
    [9, false],
    [11, false],
    [13, false],
    [15, true],
    [20, true],
  ])('in API version %i is there: %s', async (version, isThere) => {
    const fake = await aFakeOf(version);

    const { text } = await validate(fake.in('Shared'), { Strategy: 'JobsCount' });

    expect(text.startsWith('{')).toBe(isThere);
  });
});
