import { failingWith } from '@cuelight/test-harness/contracts/failing-with';
import { createStandingClock } from '@cuelight/test-harness/lifecycle-model/standing-clock';
import { openNodeBrowser } from '@cuelight/test-harness/node-browser';
import { describe, expect, it } from 'vitest';
import type { RobotBridge, Tabs } from '../../src/robotjs/index.js';
import { tabsByChannel } from '../../src/robotjs/tabs-by-channel.js';
import { tabsByLocks } from '../../src/robotjs/tabs-by-locks.js';
import { webClock } from '../../src/web-runtime/index.js';
import { aBridge, appOrigin, aRobot, otherProcessId, processId } from './a-bridge.js';
import { aChannel, createLocks } from './other-pages.js';

describe('consent to a page', () => {
  it('tells the code, goes on once the user has consented, and tells that it is over', async () => {
    const robot = await aRobot({ consent: 'ask' });
    const { bridge } = aBridge(robot);
    const codes = heardCodes(bridge);
    const starting = bridge.start(processId);
    await expect.poll(robot.control.codes).toHaveLength(1);
    const [asked] = robot.control.codes();
    expect(codes).toEqual([Number(asked?.code)]);
    robot.control.approve(asked?.code ?? '');

    expect((await starting).ok).toBe(true);
    expect(codes).toEqual([Number(asked?.code), undefined]);
  });

  it('fails when the user rejects', async () => {
    const robot = await aRobot({ consent: 'reject' });
    const { bridge } = aBridge(robot);
    const codes = heardCodes(bridge);

    expect(await bridge.start(processId)).toEqual(failingWith('local-robot-consent-rejected'));
    expect(codes).toHaveLength(2);
    expect(robot.control.jobs()).toEqual([]);
  });

  it('fails when nobody consents in time', async () => {
    const robot = await aRobot({ consent: 'ask' });
    const clock = createStandingClock(0);
    const { bridge } = aBridge(robot, { clock });
    const starting = bridge.start(processId);
    await expect.poll(robot.control.codes).toHaveLength(1);
    await clock.advance(65_000);

    expect(await starting).toEqual(failingWith('local-robot-consent-timeout'));
    expect(robot.control.jobs()).toEqual([]);
  });

  it('ends at once when the signal says so, and starts nothing when the user consents later', async () => {
    const robot = await aRobot({ consent: 'ask' });
    const { bridge } = aBridge(robot);
    const leaving = new AbortController();
    const starting = bridge.start(processId, { signal: leaving.signal });
    await expect.poll(robot.control.codes).toHaveLength(1);
    leaving.abort();
    const answer = await starting;
    robot.control.approve(robot.control.codes()[0]?.code ?? '');

    expect(answer).toEqual(failingWith('call-cancelled'));
    expect(answer).not.toHaveProperty('failure.mayHaveHappened');
    await expect.poll(() => robot.control.journal().some(({ path }) => path === '/RobotProcesses')).toBe(true);
    expect(robot.control.jobs()).toEqual([]);
  });

  it('is asked for once, however many starts need it', async () => {
    const robot = await aRobot({ consent: 'ask' });
    const { bridge } = aBridge(robot);
    const starting = [bridge.start(processId), bridge.start(otherProcessId), bridge.start(processId)];
    await expect.poll(robot.control.codes).toHaveLength(1);
    robot.control.approve(robot.control.codes()[0]?.code ?? '');

    expect((await Promise.all(starting)).map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(robot.control.codes()).toHaveLength(1);
  });

  it('is asked for once when it has run out under several starts', async () => {
    const robot = await aRobot();
    const { bridge } = aBridge(robot);
    await bridge.start(processId);
    robot.control.expireTokens();

    const answers = await Promise.all([bridge.start(processId), bridge.start(otherProcessId)]);

    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect(robot.control.codes()).toHaveLength(2);
  });

  it('tells once that nobody answers, though the SDK notices four times a second', async () => {
    const robot = await aRobot({ consent: 'ask' });
    robot.control.addFault({ on: 'consent', action: 'stop-robot', nth: 2 });
    const clock = createStandingClock(0);
    const { bridge, sdk } = aBridge(robot, { clock });
    const missing: string[] = [];
    bridge.onMissing((reason) => missing.push(reason));
    const starting = bridge.start(processId);
    let noticed = 0;
    (sdk.UiPathRobot as { on(event: string, handler: () => void): void }).on('missing-components', () => {
      noticed += 1;
    });
    await expect.poll(() => noticed, { timeout: 10_000 }).toBeGreaterThan(2);
    await clock.advance(65_000);
    await starting;

    expect(missing).toEqual(['robot-missing']);
  });

  it.each<[string, () => () => Tabs]>([
    ['Web Locks', locked],
    ['messages', messaging],
  ])('is asked for once by two tabs, which know each other by %s', async (_, inBrowser) => {
    const robot = await aRobot({ consent: 'ask' });
    const browser = openNodeBrowser(appOrigin);
    const tabs = inBrowser();
    const [one, other] = [aBridge(robot, { tabs: tabs() }, browser), aBridge(robot, { tabs: tabs() }, browser)];
    const starting = [one.bridge.start(processId), other.bridge.start(otherProcessId)];
    await expect.poll(robot.control.codes).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    robot.control.approve(robot.control.codes()[0]?.code ?? '');

    expect((await Promise.all(starting)).map(({ ok }) => ok)).toEqual([true, true]);
    expect(robot.control.codes()).toHaveLength(1);
  });
});

function locked() {
  const locks = createLocks();
  let made = 0;
  return () => {
    made += 1;
    const page = made;
    let ids = 0;
    return tabsByLocks(locks, () => {
      ids += 1;
      return `${page}-${ids}`;
    });
  };
}

function messaging() {
  const channel = aChannel();
  let ids = 0;
  const newId = () => {
    ids += 1;
    return String(ids).padStart(5, '0');
  };
  return () => tabsByChannel(channel(), webClock, newId);
}

function heardCodes(bridge: RobotBridge): (number | undefined)[] {
  const codes: (number | undefined)[] = [];
  bridge.onConsent((code) => codes.push(code));
  return codes;
}
