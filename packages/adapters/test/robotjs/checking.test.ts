import { describe, expect, it } from 'vitest';
import { aBridge, aRobot, processId } from './a-bridge.js';

const fine = { ok: true };

describe('checking a process of the robot', () => {
  it('has its package downloaded, and starts nothing', async () => {
    const robot = await aRobot({ seed: { processes: [{ name: 'ReadMail', isDownloaded: false }] } });

    const part = await aBridge(robot).bridge.check(processId);

    expect(part).toMatchObject({ robot: fine, process: { ok: true, value: 'downloaded' } });
    expect(robot.control.state().processes).toMatchObject([{ isDownloaded: true }]);
    expect(robot.control.jobs()).toEqual([]);
  });

  it('cannot tell of the package where the robot is too old for that', async () => {
    const part = await aBridge(await aRobot({ features: [] })).bridge.check(processId);

    expect(part).toMatchObject({ robot: fine, process: { ok: true, value: 'untold' } });
  });

  it('tells a robot that does not answer from one that has no such process, or cannot get its package', async () => {
    const gone = await aRobot();
    await gone.control.stop('robot');
    const other = await aRobot({ seed: { processes: [{ name: 'Other' }] } });
    const refusing = await aRobot();
    refusing.control.addFault({ on: 'GET /InstallProcess', action: 'status', status: 500, error: 'secret' });

    expect(await aBridge(gone).bridge.check(processId)).toMatchObject({
      robot: { failure: { code: 'local-robot-unreachable', cause: 'robot-missing' } },
    });
    expect(await aBridge(other).bridge.check(processId)).toMatchObject({
      robot: fine,
      process: { failure: { code: 'local-process-not-found' } },
    });
    expect(await aBridge(refusing).bridge.check(processId)).toMatchObject({
      robot: fine,
      process: { failure: { code: 'local-robot-refused' } },
    });
  });

  it('tells a robot that goes away in the middle as one that does not answer', async () => {
    const robot = await aRobot();
    robot.control.addFault({ on: 'GET /InstallProcess', action: 'stop-robot' });

    const part = await aBridge(robot).bridge.check(processId);

    expect(part).toMatchObject({ robot: { failure: { code: 'local-robot-unreachable', cause: 'robot-gone' } } });
    expect(part).not.toHaveProperty('process');
  });

  it('knows nothing of a reference that the app does not know', async () => {
    expect(await aBridge(await aRobot()).bridge.check('nothing')).toMatchObject({
      robot: { failure: { code: 'process-not-found' } },
    });
  });
});
