import { expect, it, vi } from 'vitest';
import { createRobotBridge } from '../../src/robotjs/index.js';
import { aRobot } from './a-bridge.js';

// The unmodified SDK, in the little of a browser that it needs: Node itself cannot load it.
vi.mock('@uipath/robot', async () => (await import('./a-bridge.js')).aPage().sdk);

it('is used as documented', async () => {
  const robot = await aRobot();
  const { UiPathRobot } = await import('@uipath/robot');
  UiPathRobot.settings.portNumber = robot.port;
  const processes = new Map([['01933f1e-0000-7000-8000-000000000001', { releaseName: 'ReadMail', packageId: 'Mail' }]]);
  const shown: unknown[] = [];
  const show = (code: number | undefined) => shown.push(code);
  const explain = (_: string) => {};
  const states: string[] = [];

  const bridge = createRobotBridge({
    load: () => import('@uipath/robot'),
    getProcess: (processId) => processes.get(processId),
  });
  bridge.onConsent((code) => show(code));
  bridge.onMissing((reason) => explain(reason));

  const run = await bridge.start('01933f1e-0000-7000-8000-000000000001', { input: { in_Text: 'hello' } });
  if (!run.ok) throw new Error(run.failure.code);
  for await (const event of run.value.events) {
    if (event.kind === 'snapshot') states.push(event.job.state);
    if (event.kind === 'lifecycle') states.push(event.move.state);
    robot.control.setJobState(run.value.jobKey, { state: 'Closed' });
  }

  expect(states).toEqual(['Running', 'Successful']);
  expect(shown).toEqual([expect.any(Number), undefined]);
});
