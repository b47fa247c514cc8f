import { failingWith } from '@cuelight/test-harness/contracts/failing-with';
import { hear } from '@cuelight/test-harness/contracts/hear-run';
import { createStandingClock } from '@cuelight/test-harness/lifecycle-model/standing-clock';
import { openNodeBrowser } from '@cuelight/test-harness/node-browser';
import { describe, expect, it } from 'vitest';
import { tabsByChannel } from '../../src/robotjs/tabs-by-channel.js';
import { tabsByLocks } from '../../src/robotjs/tabs-by-locks.js';
import { webClock } from '../../src/web-runtime/index.js';
import { aBridge, appOrigin, aRobot, otherProcessId, processId, started, timesAsked } from './a-bridge.js';
import { aChannel, createLocks } from './other-pages.js';

describe('stopping a job, where a robot can only stop a process', () => {
  it('is refused softly while this page has another job of the process, and done when that has ended', async () => {
    const robot = await aRobot();
    const { bridge } = aBridge(robot);
    const [run, other] = [await started(bridge), await started(bridge)];
    const refused = await bridge.stop(processId, run.jobKey, 'soft');
    expect(refused).toEqual(failingWith('local-stop-ambiguous'));
    expect(robot.control.jobs().map(({ state }) => state)).toEqual(['Executing', 'Executing']);
    const heard = hear(other, 10_000);
    robot.control.setJobState(other.jobKey, { state: 'Closed' });
    await heard.untilOver();

    expect(await bridge.stop(processId, run.jobKey, 'soft')).toEqual({ ok: true });
    expect(robot.control.jobs().map(({ state }) => state)).toEqual(['Canceled', 'Closed']);
  });

  it('takes the others along by a kill', async () => {
    const robot = await aRobot();
    const { bridge } = aBridge(robot);
    const [run, other] = [await started(bridge), await started(bridge)];
    const heard = [hear(run, 10_000), hear(other, 10_000)];

    expect(await bridge.stop(processId, run.jobKey, 'kill')).toEqual({ ok: true });
    for (const each of heard) {
      await each.untilOver();
      expect(each.states().at(-1)).toBe('Stopped');
    }
  });

  it('leaves jobs of other processes alone', async () => {
    const robot = await aRobot();
    const { bridge } = aBridge(robot);
    const run = await started(bridge);
    await bridge.start(otherProcessId);

    expect(await bridge.stop(processId, run.jobKey, 'soft')).toEqual({ ok: true });
    expect(robot.control.jobs().map(({ state }) => state)).toEqual(['Canceled', 'Executing']);
  });

  it.each(['locks', 'messages'])('knows the jobs of another tab by %s', async (way) => {
    const robot = await aRobot();
    const browser = openNodeBrowser(appOrigin);
    const [locks, channel] = [createLocks(), aChannel()];
    const tabs = () =>
      way === 'locks'
        ? tabsByLocks(locks, () => crypto.randomUUID())
        : tabsByChannel(channel(), webClock, () => crypto.randomUUID());
    const [one, other] = [aBridge(robot, { tabs: tabs() }, browser), aBridge(robot, { tabs: tabs() }, browser)];
    const run = await started(one.bridge);
    const inOtherTab = await started(other.bridge);
    expect(await one.bridge.stop(processId, run.jobKey, 'soft')).toEqual(failingWith('local-stop-ambiguous'));
    const heard = hear(inOtherTab, 10_000);
    robot.control.setJobState(inOtherTab.jobKey, { state: 'Faulted' });
    await heard.untilOver();

    expect(await one.bridge.stop(processId, run.jobKey, 'soft')).toEqual({ ok: true });
    expect(await other.bridge.follow(processId, run.jobKey)).toEqual(failingWith('local-job-not-found'));
  });

  it('asks for consent anew when that has run out', async () => {
    const robot = await aRobot();
    const { bridge } = aBridge(robot);
    const run = await started(bridge);
    robot.control.addFault({ on: 'GET /StopProcess', action: 'status', status: 401, error: '', times: 1 });

    expect(await bridge.stop(processId, run.jobKey, 'soft')).toEqual({ ok: true });
    expect(robot.control.jobs()).toMatchObject([{ state: 'Canceled' }]);
  });

  it('waits for nobody who waits for the robot', async () => {
    const robot = await aRobot();
    const { bridge } = aBridge(robot, { clock: createStandingClock(0) });
    const run = await started(bridge);
    robot.control.addFault({ on: 'GET /RobotProcesses', action: 'hang' });
    const leaving = new AbortController();
    const waiting = bridge.start(otherProcessId, { signal: leaving.signal });
    await expect.poll(() => timesAsked(robot, '/RobotProcesses')).toBe(2);

    expect(await bridge.stop(processId, run.jobKey, 'soft')).toEqual({ ok: true });
    leaving.abort();
    expect(await waiting).toEqual(failingWith('call-cancelled'));
  });

  it('tells when the robot refuses, and when it is gone', async () => {
    const robot = await aRobot();
    const { bridge } = aBridge(robot);
    const run = await started(bridge);
    robot.control.addFault({ on: 'GET /StopProcess', action: 'status', status: 500, error: 'secret' });

    const refused = await bridge.stop(processId, run.jobKey, 'kill');
    await robot.control.stop('robot');
    const gone = await bridge.stop(processId, run.jobKey, 'kill');

    expect(refused).toEqual(failingWith('local-stop-failed'));
    expect(JSON.stringify(refused)).not.toContain('secret');
    expect(gone).toEqual(failingWith('local-robot-unreachable'));
  });

  it('tells of a stop by the user in Assistant as of any other', async () => {
    const robot = await aRobot();
    const { bridge } = aBridge(robot);
    const run = await started(bridge);
    robot.control.setJobState(run.jobKey, { state: 'Canceled' });
    const heard = hear(run, 10_000);
    await heard.untilOver();

    expect(heard.states().at(-1)).toBe('Stopped');
  });
});
