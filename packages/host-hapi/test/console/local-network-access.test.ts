import { freePort } from '@cuelight/test-harness/free-port';
import { describe, expect, it } from 'vitest';
import { browserForTests } from './a-browser.js';
import { aLocalConsole, runEcho } from './a-local-console.js';

const port = await freePort();

describe('a console that is not on this computer', () => {
  // Told that the service is elsewhere, the browser guards this computer from its page.
  const open = browserForTests([`--ip-address-space-overrides=127.0.0.1:${port}=public`]);

  it('says that the browser keeps it from the robot, and reaches it once that is allowed', async () => {
    const console = await aLocalConsole({}, { CUELIGHT_PORT: String(port) });
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, console.runPlace);

    await runEcho(page);
    const guide = page.getByRole('region', { name: 'The robot does not answer' });
    await guide.getByText('The browser does not let this page reach the robot of this computer.').waitFor();
    expect(await guide.locator('li').first().innerText()).toMatch(/^Permission of the browser\./);
    expect(console.robot.journal()).toEqual([]);
    await expectAccessible();
    await page.context().grantPermissions(['local-network-access'], { origin: console.url });
    await guide.getByRole('button', { name: 'Try again' }).click();

    await page.getByText('The job is Running.').waitFor();
  });
});
