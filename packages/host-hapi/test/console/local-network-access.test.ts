import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { startFakeRobot } from '@cuelight/test-harness/fake-robot';
import { freePort } from '@cuelight/test-harness/free-port';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aWorld } from '../world/a-world.js';
import { anApp, bind, connect } from '../world/set-up.js';
import { browserForTests } from './a-browser.js';
import { runEcho } from './a-local-console.js';

const port = await freePort();
const fixture = (name: string) => readFile(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)), 'utf8');

describe('a console that is served by https, and not on this computer', () => {
  // Told that the service is elsewhere, the browser guards this computer from its page.
  const open = browserForTests([`--ip-address-space-overrides=127.0.0.1:${port}=public`]);

  it('says that the browser keeps it from the robot, and reaches it once that is allowed', async () => {
    const robot = await startFakeRobot({ manual: true });
    onTestFinished(robot.close);
    const tls = { cert: await fixture('first.pem'), key: await fixture('first.key') };
    const world = await aWorld({ port, tls, robotPort: robot.port });
    const url = await world.host.start();
    const app = await anApp(world);
    const processId = await bind(world, app.id, await connect(world), { runOn: 'local-robot' });
    const { body } = await world.client().post('/v1/session/codes');
    const { page, expectAccessible } = await open({ ignoreHTTPSErrors: true });
    await page.goto(`${url}/#code=${body.code}`);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.goto(`${url}/#/apps/${app.id}/run/${processId}`);

    await runEcho(page);
    const guide = page.getByRole('region', { name: 'The robot does not answer' });
    await guide.getByText('The browser does not let this page reach the robot of this computer.').waitFor();
    expect(await guide.locator('li').first().innerText()).toMatch(/^Permission of the browser\./);
    expect(robot.control.journal()).toEqual([]);
    await expectAccessible();
    await page.context().grantPermissions(['local-network-access'], { origin: url });
    await guide.getByRole('button', { name: 'Try again' }).click();

    await page.getByText('The job is Running.').waitFor();
    expect(robot.control.jobs()).toHaveLength(1);
  });
});
