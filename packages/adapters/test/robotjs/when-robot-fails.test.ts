import { expectValue } from '@cuelight/test-harness/contracts/expect-value';
import { failingWith } from '@cuelight/test-harness/contracts/failing-with';
import { hear } from '@cuelight/test-harness/contracts/hear-run';
import type { FakeRobot, RobotFaultRule } from '@cuelight/test-harness/fake-robot';
import { createStandingClock } from '@cuelight/test-harness/lifecycle-model/standing-clock';
import { describe, expect, it } from 'vitest';
import type { RobotBridge, UnreachableReason } from '../../src/robotjs/index.js';
import { aBridge, aPage, aRobot, processId, quietPage, started, timesAsked } from './a-bridge.js';

describe('a start that does not reach the robot', () => {
  it.each([
    ['nothing is known', {}, 'robot-missing', /may be missing or not running/],
    ['the browser denies it', { isLoopbackDenied: async () => true }, 'denied-by-browser', /does not let this page/],
    ['the page is not secure', { isSecure: false }, 'page-not-secure', /by https/],
  ] as const)('says what is known of why: %s', async (_, known, reason, detail) => {
    const robot = await aRobot();
    await robot.control.stop('robot');
    const { bridge } = aBridge(robot, { page: { ...quietPage, ...known } });
    const missing = heardMissing(bridge);

    const answer = await bridge.start(processId);

    expect(answer).toEqual(failingWith('local-robot-unreachable'));
    expect(answer).toMatchObject({ failure: { detail: expect.stringMatching(detail) } });
    expect(answer).not.toHaveProperty('failure.mayHaveHappened');
    expect(missing).toEqual([reason]);
  });

  it('asks to load the page again when the session has moved', async () => {
    const robot = await aRobot();
    const { bridge } = aBridge(robot);
    await started(bridge);
    await robot.control.moveSessionPort();

    const answer = await bridge.start(processId);

    expect(answer).toEqual(failingWith('local-robot-unreachable'));
    expect(answer).toMatchObject({ failure: { detail: expect.stringContaining('load the page again') } });
  });

  it('cannot tell a robot whose answers the page may not read from none', async () => {
    const answer = await startWith({ on: 'GET /GetPort', action: 'no-cors' });

    expect(answer).toEqual(failingWith('local-robot-unreachable'));
  });

  it('says that a job may run when the answer to the start was lost', async () => {
    const robot = await aRobot();
    const answer = await startWith({ on: 'POST /InvokeRobot', action: 'commit-then-drop' }, robot);

    expect(answer).toMatchObject({ failure: { code: 'local-robot-unreachable', mayHaveHappened: true } });
    expect(robot.control.jobs()).toHaveLength(1);
  });
});

describe('a start that the robot answers with trouble', () => {
  it.each<[string, RobotFaultRule, string, boolean]>([
    ['refuses to list', { on: 'GET /RobotProcesses', action: 'status', error: 'secret' }, 'local-robot-refused', false],
    ['refuses to start', { on: 'POST /InvokeRobot', action: 'status', error: 'secret' }, 'local-start-failed', false],
    ['is busy', { on: 'POST /InvokeRobot', action: 'status', status: 409, error: '' }, 'local-start-failed', false],
    ['tells no port', { on: 'GET /GetPort', action: 'missing-port' }, 'local-robot-confused', false],
    ['is too old', { on: 'GET /RobotProcesses', action: 'status', status: 426 }, 'local-robot-too-old', false],
  ])('fails with a code of its own, and nothing the robot wrote: the robot %s', async (_, rule, code, may) => {
    const answer = await startWith(rule);

    expect(answer).toEqual(failingWith(code as 'local-start-failed'));
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect('failure' in answer && answer.failure.mayHaveHappened === true).toBe(may);
  });

  it('starts a process whose package the robot does not want to show', async () => {
    const answer = await startWith({ on: 'GET /InstallProcess', action: 'status', status: 500, error: 'no' });

    expect(answer.ok).toBe(true);
  });

  it('is refused where the origin is forbidden', async () => {
    const { bridge } = aBridge(await aRobot({ origins: { forbidden: ['*'] } }));

    expect(await bridge.start(processId)).toEqual(failingWith('local-robot-forbidden'));
  });

  it.each<[string, RobotFaultRule, boolean]>([
    ['the port', { on: 'GET /GetPort', action: 'hang' }, false],
    ['processes', { on: 'GET /RobotProcesses', action: 'hang' }, false],
    ['processes, with a web page', { on: 'GET /RobotProcesses', action: 'html' }, false],
    ['processes, with half of them', { on: 'GET /RobotProcesses', action: 'truncate' }, false],
    ['the package', { on: 'GET /InstallProcess', action: 'hang' }, false],
    ['the start', { on: 'POST /InvokeRobot', action: 'hang' }, true],
  ])('waits for no answer for ever: %s', async (_, rule, mayHaveHappened) => {
    const robot = await aRobot();
    const clock = createStandingClock(0);
    robot.control.addFault(rule);
    const { bridge } = aBridge(robot, { clock });
    const starting = bridge.start(processId);
    const path = rule.on.split(' ')[1] ?? '';
    await expect.poll(() => timesAsked(robot, path)).toBeGreaterThan(0);
    await realPause();
    await clock.advance(120_000);

    expect(await starting).toEqual(failingWith('local-robot-too-slow'));
    expect((await starting).ok || (await starting)).toMatchObject(
      mayHaveHappened ? { failure: { mayHaveHappened } } : {},
    );
  });

  it('is confused, not slow, when the page saw a body that is no JSON', async () => {
    const robot = await aRobot();
    const clock = createStandingClock(0);
    robot.control.addFault({ on: 'GET /RobotProcesses', action: 'html' });
    const uncaught = new Set<(error: unknown) => void>();
    const { sdk, consentToken, uncaught: thrown } = aPage();
    const page = {
      ...quietPage,
      consentToken,
      onUncaught(listener: (error: unknown) => void) {
        uncaught.add(listener);
        return () => uncaught.delete(listener);
      },
    };
    const { bridge } = aBridge(robot, { clock, page, load: async () => sdk });
    const starting = bridge.start(processId);
    await expect.poll(thrown).toHaveLength(1);
    for (const tell of uncaught) tell(new SyntaxError('Unexpected token'));
    await clock.advance(65_000);

    expect(await starting).toEqual(failingWith('local-robot-confused'));
  });

  it('goes on after a call that hung, by the next one', async () => {
    const robot = await aRobot();
    const clock = createStandingClock(0);
    robot.control.addFault({ on: 'GET /RobotProcesses', action: 'hang', times: 1 });
    const { bridge } = aBridge(robot, { clock });
    const hung = bridge.start(processId);
    await expect.poll(() => timesAsked(robot, '/RobotProcesses')).toBe(1);
    await realPause();
    const next = bridge.start(processId);
    await clock.advance(65_000);

    expect(await hung).toEqual(failingWith('local-robot-too-slow'));
    expect((await next).ok).toBe(true);
  });

  it('says that the SDK could not be loaded, and loads it again', async () => {
    const robot = await aRobot();
    const { sdk } = aBridge(robot);
    let loads = 0;
    const { bridge } = aBridge(robot, {
      async load() {
        loads += 1;
        if (loads === 1) throw new Error('the network is gone');
        return sdk;
      },
    });

    expect(await bridge.start(processId)).toEqual(failingWith('local-robot-sdk-unavailable'));
    expect((await bridge.start(processId)).ok).toBe(true);
  });
});

describe('a job whose robot fails', () => {
  it.each<[string, RobotFaultRule]>([
    ['dies', { on: 'GET /JobStatus', action: 'stop-robot' }],
    ['breaks a connection', { on: 'GET /JobStatus', action: 'reset' }],
    ['answers with an error', { on: 'GET /JobStatus', action: 'status', status: 500, error: 'secret' }],
    ['forgets consent', { on: 'GET /JobStatus', action: 'status', status: 401 }],
    ['tells the state as a text', { on: 'GET /JobStatus', action: 'string-state' }],
    ['tells no list of statuses', { on: 'GET /JobStatus', action: 'null-status' }],
    ['tells no key of the job', { on: 'POST /InvokeRobot', action: 'missing-job-id' }],
  ])('is lost, not faulted: the robot %s', async (_, rule) => {
    const robot = await aRobot({ features: null });
    robot.control.addFault(rule);
    const run = await started(aBridge(robot).bridge);
    const heard = hear(run, 10_000);
    await heard.untilOver();

    expect(heard.events).toMatchObject([
      { kind: 'snapshot', job: { state: 'Running' } },
      { kind: 'lost', jobKey: run.jobKey, reason: 'robot-lost' },
    ]);
    expect(robot.control.jobs()).toMatchObject([{ state: 'Executing' }]);
    expect(JSON.stringify(heard.events)).not.toContain('secret');
  });

  it.each<[string, RobotFaultRule]>([
    ['never answers', { on: 'GET /JobStatus', action: 'hang', times: 1 }],
    ['answers with a web page', { on: 'GET /JobStatus', action: 'html', times: 1 }],
  ])('is lost when the SDK does not ask any more: the robot %s', async (_, rule) => {
    const robot = await aRobot({ features: null });
    const clock = createStandingClock(0);
    robot.control.addFault(rule);
    const { bridge } = aBridge(robot, { clock });
    const run = await started(bridge);
    const heard = hear(run, 10_000);
    await clock.advance(119_000);
    expect(heard.events).toHaveLength(1);
    await clock.advance(1_000);
    await heard.untilOver();

    expect(heard.events.at(-1)).toMatchObject({ kind: 'lost', reason: 'robot-lost' });
    const again = hear(expectValue(await bridge.follow(processId, run.jobKey)), 10_000);
    await again.untilOver();
    expect(again.events.map(({ kind }) => kind)).toEqual(['snapshot', 'lost']);
  });

  it('is followed for as long as the robot answers, however long nothing happens', async () => {
    const robot = await aRobot({ features: null });
    const clock = createStandingClock(0);
    const { bridge } = aBridge(robot, { clock });
    const heard = hear(await started(bridge), 10_000);
    for (let minutes = 0; minutes < 10; minutes += 1) {
      const asked = () => timesAsked(robot, '/JobStatus');
      const before = asked();
      // The first may have been on its way while the time passed.
      await expect.poll(asked).toBeGreaterThan(before + 1);
      await clock.advance(60_000);
    }

    expect(heard.events).toHaveLength(1);
    await heard.leave();
  });

  it('follows a job again that was lost for a while, and loses it again', async () => {
    const robot = await aRobot();
    const clock = createStandingClock(0);
    const { bridge } = aBridge(robot, { clock });
    const run = await started(bridge);
    await expect.poll(() => robot.control.state().heldPolls).toBe(1);
    await clock.advance(120_000);
    robot.control.emitStatus(run.jobKey, 'still here');
    await expect.poll(() => timesAsked(robot, '/JobStatus')).toBe(2);
    const again = hear(expectValue(await bridge.follow(processId, run.jobKey)), 10_000);
    await clock.advance(119_000);
    const meanwhile = again.events.map(({ kind }) => kind);
    await clock.advance(1_000);
    await again.untilOver();

    expect(meanwhile).toEqual(['snapshot']);
    expect(again.events.map(({ kind }) => kind)).toEqual(['snapshot', 'lost']);
  });

  it('tells a listener who comes later of the end of a job that was lost for a while', async () => {
    const robot = await aRobot();
    const clock = createStandingClock(0);
    const { bridge } = aBridge(robot, { clock });
    const run = await started(bridge);
    await expect.poll(() => robot.control.state().heldPolls).toBe(1);
    await clock.advance(120_000);
    const first = hear(run, 10_000);
    await first.untilOver();
    robot.control.setJobState(run.jobKey, { state: 'Closed', output: { out_Text: 'late' } });

    await expect
      .poll(() => lastOf(bridge, run.jobKey))
      .toMatchObject({
        kind: 'snapshot',
        job: { state: 'Successful', output: { out_Text: 'late' } },
      });
    expect(first.events.at(-1)).toMatchObject({ kind: 'lost' });
  });
});

async function lastOf(bridge: RobotBridge, jobKey: string) {
  const heard = hear(expectValue(await bridge.follow(processId, jobKey)), 10_000);
  await heard.untilOver();
  return heard.events.at(-1);
}

async function startWith(rule: RobotFaultRule, given?: FakeRobot) {
  const robot = given ?? (await aRobot());
  robot.control.addFault(rule);
  return aBridge(robot).bridge.start(processId);
}

function heardMissing(bridge: RobotBridge): UnreachableReason[] {
  const heard: UnreachableReason[] = [];
  bridge.onMissing((reason) => heard.push(reason));
  return heard;
}

/** The SDK has asked for what the robot has been asked for; its promises go on meanwhile. */
async function realPause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20));
}
