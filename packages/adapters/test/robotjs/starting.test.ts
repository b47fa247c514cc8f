import type { JsonObject } from '@cuelight/core';
import { failingWith } from '@cuelight/test-harness/contracts/failing-with';
import { hear } from '@cuelight/test-harness/contracts/hear-run';
import { describe, expect, it } from 'vitest';
import type { WorkflowEvent } from '../../src/robotjs/index.js';
import { aBridge, aRobot, processId, started } from './a-bridge.js';

describe('the process of the robot that a reference means', () => {
  it('is the one with the name of the release, before one with the name of the package', async () => {
    const { control, answer } = await startAmong([
      { name: 'Release', key: 'a' },
      { name: 'Package', key: 'b' },
    ]);

    expect(answer.ok).toBe(true);
    expect(control.jobs()).toMatchObject([{ processKey: 'a' }]);
  });

  it('is the one with the name of the package where none has that of the release', async () => {
    const { control } = await startAmong([
      { name: 'Other', key: 'a' },
      { name: 'Package', key: 'b' },
    ]);

    expect(control.jobs()).toMatchObject([{ processKey: 'b' }]);
  });

  it.each([
    [
      'of that name',
      [
        { name: 'Release', key: 'a' },
        { name: 'Release', key: 'b' },
        { name: 'Package', key: 'c' },
      ],
    ],
    [
      'of that package',
      [
        { name: 'Package', key: 'a' },
        { name: 'Package', key: 'b' },
      ],
    ],
  ])('is not guessed where there are several %s', async (_, processes) => {
    const { control, answer } = await startAmong(processes);

    expect(answer).toEqual(failingWith('local-process-ambiguous'));
    expect(control.jobs()).toEqual([]);
  });

  it('is not there where neither name is', async () => {
    expect((await startAmong([{ name: 'Other' }])).answer).toEqual(failingWith('local-process-not-found'));
    expect((await startAmong([])).answer).toEqual(failingWith('local-process-not-found'));
  });

  it.each(['a&jobId=1', 'a#b', 'a+b', 'a%20b', ' a', 'a\tb', '\ud800'])(
    'is refused with an id such as %j',
    async (key) => {
      const { control, answer } = await startAmong([{ name: 'Release', key }]);

      expect(answer).toEqual(failingWith('local-process-id-refused'));
      expect(control.jobs()).toEqual([]);
    },
  );

  it('may have an id that a browser escapes', async () => {
    const { control } = await startAmong([{ name: 'Release', key: 'Rechnungen prüfen/1:0' }]);

    expect(control.jobs()).toMatchObject([{ processKey: 'Rechnungen prüfen/1:0' }]);
  });
});

describe('the input of a local start', () => {
  it.each<[string, JsonObject, string]>([
    ['lacks what is required', {}, '"in_Count" is required.'],
    ['is of another type', { in_Count: 'canary-7' }, '"in_Count" must be a System.Int32.'],
    ['has what is not declared', { in_Count: 1, in_More: 'canary-7' }, '"in_More" is no argument of the process.'],
  ])('is refused when it %s, without its values', async (_, input, detail) => {
    const robot = await aRobot({ seed: counting });
    const answer = await aBridge(robot).bridge.start(processId, { input });

    expect(answer).toEqual({ ok: false, failure: { code: 'local-input-refused', detail } });
    expect(robot.control.jobs()).toEqual([]);
  });

  it('is passed on as it is by an old robot, which cannot tell, and where the app says so', async () => {
    const old = await aRobot({ seed: counting, features: null });
    await started(aBridge(old).bridge, { in_More: 1 });
    const robot = await aRobot({ seed: counting });
    await started(aBridge(robot, { checksInput: false }).bridge, { in_More: 1 });

    for (const { control } of [old, robot]) expect(control.jobs()).toMatchObject([{ input: { in_More: 1 } }]);
    expect(robot.control.journal().filter(({ path }) => path === '/InstallProcess')).toEqual([]);
  });

  it('is refused under a key that was used for another one', async () => {
    const { bridge } = aBridge(await aRobot());
    await bridge.start(processId, { input: { in_Text: 'a' }, idempotencyKey: 'one' });

    expect(await bridge.start(processId, { input: { in_Text: 'b' }, idempotencyKey: 'one' })).toEqual(
      failingWith('idempotency-key-reused'),
    );
    await expect(bridge.start(processId, { idempotencyKey: 'ü' })).rejects.toThrow(TypeError);
  });
});

describe('a start under a key', () => {
  it('may be repeated when it had no effect, and not when it may have', async () => {
    const robot = await aRobot();
    const { bridge } = aBridge(robot);
    const start = () => bridge.start(processId, { idempotencyKey: 'one' });
    robot.control.addFault({ on: 'GET /RobotProcesses', action: 'status', times: 1 });
    robot.control.addFault({ on: 'POST /InvokeRobot', action: 'commit-then-drop', times: 1 });

    const answers = [await start(), await start(), await start()];

    expect(answers).toMatchObject([
      failingWith('local-robot-refused'),
      { failure: { code: 'local-robot-unreachable', mayHaveHappened: true } },
      { failure: { code: 'local-robot-unreachable', mayHaveHappened: true } },
    ]);
    expect(robot.control.jobs()).toHaveLength(1);
  });

  it('goes on for whoever still waits when another leaves', async () => {
    const robot = await aRobot({ consent: 'ask' });
    const { bridge } = aBridge(robot);
    const leaving = new AbortController();
    const left = bridge.start(processId, { idempotencyKey: 'one', signal: leaving.signal });
    const stays = bridge.start(processId, { idempotencyKey: 'one' });
    await expect.poll(robot.control.codes).toHaveLength(1);
    leaving.abort();
    robot.control.approve(robot.control.codes()[0]?.code ?? '');

    expect(await left).toEqual(failingWith('call-cancelled'));
    expect((await stays).ok).toBe(true);
  });
});

describe('a page that follows local jobs', () => {
  it('follows four at once and no more, so that a stop gets through', async () => {
    const robot = await aRobot();
    const { bridge } = aBridge(robot);
    const runs = [];
    for (let count = 0; count < 4; count += 1) runs.push(await started(bridge));
    expect(await bridge.start(processId)).toEqual(failingWith('local-robot-busy'));
    const [first] = runs;
    if (first === undefined) throw new Error('nothing was started');
    const heard = hear(first, 10_000);
    robot.control.setJobState(first.jobKey, { state: 'Closed' });
    await heard.untilOver();

    expect((await bridge.start(processId)).ok).toBe(true);
  });

  it.each(['camel', 'pascal'] as const)(
    'hands on statuses and events in %s case, and tells neither as a move',
    async (eventCase) => {
      const robot = await aRobot({ eventCase });
      const told: (string | WorkflowEvent)[] = [];
      const { bridge } = aBridge(robot, {
        onStatus: (_, text) => told.push(text),
        onWorkflowEvent: (_, event) => told.push(event),
      });
      const run = await started(bridge);
      robot.control.emitEvent(run.jobKey, { name: 'progress', payload: '{"done":1}' });
      robot.control.emitStatus(run.jobKey, 'Opening');
      robot.control.emitEvent(run.jobKey, { name: 'progress', payload: 'x'.repeat(1_000_001) });
      const heard = hear(run, 10_000);
      robot.control.setJobState(run.jobKey, { state: 'Closed' });
      await heard.untilOver();

      expect(told).toHaveLength(2);
      expect(told).toEqual(expect.arrayContaining([{ name: 'progress', payload: '{"done":1}' }, 'Opening']));
      expect(heard.states()).toEqual(['Running', 'Successful']);
    },
  );

  it('tells neither a time nor another source than the robot', async () => {
    const robot = await aRobot();
    const run = await started(aBridge(robot).bridge);
    const heard = hear(run, 10_000);
    robot.control.setJobState(run.jobKey, { state: 'Closed', output: {} });
    await heard.untilOver();

    expect(heard.last()).toEqual({
      jobKey: run.jobKey,
      from: 'Running',
      state: 'Successful',
      via: 'robotjs',
      inferred: false,
      output: {},
    });
  });
});

const counting = {
  processes: [{ name: 'ReadMail', arguments: { input: [{ name: 'in_Count', type: 'System.Int32', required: true }] } }],
};

async function startAmong(processes: readonly { readonly name: string; readonly key?: string }[]) {
  const robot = await aRobot({ seed: { processes } });
  const { bridge } = aBridge(robot, { getProcess: () => ({ releaseName: 'Release', packageId: 'Package' }) });
  return { control: robot.control, answer: await bridge.start(processId) };
}
