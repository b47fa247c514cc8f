import { describe, expect, it } from 'vitest';
import type { Seed } from '../../src/fake-orchestrator/index.js';
import { aFake, echoText } from './a-fake.js';
import { start, started } from './requests.js';

const foreground = '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e0f';
const robotOfShared = 10_001;

interface State {
  readonly user?: object;
  readonly folder?: object;
}

function aSeed({ user, folder }: State): Seed {
  const processes = [
    { name: 'EchoText', key: echoText },
    { name: 'FillInForm', key: foreground, attended: true },
  ];
  return {
    tenants: [
      {
        name: 'Default',
        users: [{ username: 'admin', password: 'admin-password', ...user }],
        folders: [{ path: 'Shared', processes, ...folder }],
      },
    ],
  };
}

describe('a start is refused with 409', () => {
  it.each<[string, State, string, object, number, string]>([
    [
      'and 1230 when a foreground process is started by a user without an unattended robot',
      { user: { unattendedRobot: false } },
      foreground,
      {},
      1230,
      'Foreground job requires an unattended robot to be defined on your user',
    ],
    [
      'and 1230 when such a user asks to run as themselves',
      { user: { unattendedRobot: false } },
      echoText,
      { RunAsMe: true },
      1230,
      'Foreground job requires an unattended robot to be defined on your user',
    ],
    [
      'and 1302 when the robots are not configured for the user',
      { user: { mayChooseRobots: false } },
      echoText,
      { Strategy: 'Specific', RobotIds: [robotOfShared] },
      1302,
      'The provided robot is not configured for the current user.',
    ],
    [
      'and 1671 when no user has an unattended robot',
      { folder: { unattendedRobots: 0 } },
      echoText,
      {},
      1671,
      "Couldn't find any user with unattended robot permissions in the current folder.",
    ],
    [
      'and 2818 when no machine has runtimes',
      { folder: { unattendedMachine: false } },
      echoText,
      {},
      2818,
      'Could not find a machine with Unattended or NonProduction runtimes in the current folder',
    ],
    [
      'and 1670 when the robots have pending jobs enough',
      { folder: { mostPendingJobs: 1 } },
      echoText,
      { JobsCount: 2 },
      1670,
      'The robots already have pending jobs for this Process',
    ],
  ])('%s', async (_, state, releaseKey, more, errorCode, message) => {
    const { fake, api } = await aFake({ manual: true, seed: aSeed(state) });

    const answer = await start(api.in('Shared'), releaseKey, more);

    expect([answer.status, answer.body.errorCode, answer.body.message]).toEqual([409, errorCode, message]);
    expect(fake.admin.state().jobs).toEqual([]);
  });

  it('and 1670 only until a pending job runs, and for each process apart', async () => {
    const { fake, api } = await aFake({ manual: true, seed: aSeed({ folder: { mostPendingJobs: 1 } }) });
    const shared = api.in('Shared');
    const { key } = await started(shared, echoText);

    const again = await start(shared, echoText);
    const other = await start(shared, foreground);
    fake.admin.setJobState(key, { state: 'Running' });
    const later = await start(shared, echoText);

    expect([again.body.errorCode, other.status, later.status]).toEqual([1670, 201, 201]);
  });

  it('and 1670 when the very robot has a pending job of the process', async () => {
    const { api } = await aFake({ manual: true, seed: aSeed({ folder: { unattendedRobots: 2 } }) });
    const shared = api.in('Shared');
    const on = (robot: number) => start(shared, echoText, { Strategy: 'Specific', RobotIds: [robot] });

    const [first, again, other] = [await on(robotOfShared), await on(robotOfShared), await on(robotOfShared + 1)];

    expect([first.status, again.body.errorCode, other.status]).toEqual([201, 1670, 201]);
  });
});

describe('the runtimes of a folder', () => {
  const path = '/odata/Machines/UiPath.Server.Configuration.OData.GetRuntimesForFolder';

  it('tell how many robots are there and free', async () => {
    const { fake, api } = await aFake({ manual: true, seed: aSeed({ folder: { unattendedRobots: 2 } }) });
    const { key } = await started(api.in('Shared'), echoText);
    fake.admin.setJobState(key, { state: 'Running' });

    const { rows } = await api.get(`${path}(folderId=1)`);

    expect(rows).toEqual([{ Type: 'Unattended', Total: 2, Connected: 2, Available: 1 }]);
  });

  it('are none where no machine has any, and 1100 where there is no folder', async () => {
    const { api } = await aFake({ seed: aSeed({ folder: { unattendedMachine: false } }) });

    const none = await api.get(`${path}(folderId=1)`);
    const nowhere = await api.get(`${path}(folderId=99)`);

    expect([none.rows, nowhere.body.errorCode]).toEqual([[], 1100]);
  });
});
