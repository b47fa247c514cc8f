import { expect, it } from 'vitest';
import { startFakeRobot } from '../../src/fake-robot/index.js';

it('the fake robot does what its page shows', async () => {
  const robot = await startFakeRobot({ consent: 'ask', manual: true });
  const origin = 'https://app.example.com';
  const askForPort = () => fetch(`http://127.0.0.1:${robot.port}/GetPort?consentCode=123456`, { headers: { origin } });

  const before = await askForPort();
  robot.control.approve('123456');
  const after = await askForPort();
  const { Port } = (await after.json()) as { Port: number };

  expect([before.status, after.status, Port]).toEqual([401, 200, robot.control.state().sessionPort]);
  await robot.close();
});
