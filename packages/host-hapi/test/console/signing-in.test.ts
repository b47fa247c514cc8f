import { describe, expect, it } from 'vitest';
import { adminKey } from '../world/a-world.js';
import { anApp } from '../world/set-up.js';
import { browserForTests } from './a-browser.js';
import { aConsole } from './a-console.js';

describe('signing in to the console', () => {
  const open = browserForTests();

  it('takes a key, says what is wrong with any other, leaves none behind, and signs out', async () => {
    const { url, client } = await aConsole();
    const app = await anApp({ client });
    const { page, expectAccessible } = await open();
    await page.goto(url);
    const key = page.getByLabel('API key');
    const submit = page.getByRole('button', { name: 'Sign in' });

    await submit.click();
    await page.getByText('A key is needed.').waitFor();
    await key.fill('cuelight_wrong');
    await submit.click();
    await page.getByRole('alert').getByText('The key is not valid.').waitFor();
    await expectAccessible();
    expect(await key.inputValue()).toBe('');
    await key.fill(app.keys.runtime);
    await submit.click();
    await page.getByRole('alert').getByText('scope runtime').waitFor();
    await key.fill(app.keys.designer);
    await submit.click();
    await page.getByText('Signed in as designer').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in to Cuelight' }).waitFor();
    await key.fill(adminKey);
    await submit.click();

    await page.getByRole('heading', { name: 'Welcome to Cuelight' }).waitFor();
    await page.getByText('Signed in as the operator').waitFor();
    expect(
      await page.evaluate(
        'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])',
      ),
    ).toBe(JSON.stringify([{}, {}, '', `${url}/`]));
    expect(await page.content()).not.toContain(adminKey);
    await expectAccessible();
    await page.reload();
    await page.getByRole('heading', { name: 'Welcome to Cuelight' }).waitFor();
  });

  it('takes a link with a code, once, which is out of the address at once', async () => {
    const { url, client } = await aConsole();
    const { body } = await client().post('/v1/session/codes');
    const [first, second] = [await open(), await open()];

    await first.page.goto(`${url}/#code=${body.code}`);
    await first.page.getByRole('heading', { name: 'Welcome to Cuelight' }).waitFor();
    await second.page.goto(`${url}/#code=${body.code}`);
    await second.page.getByText('This link was used already').waitFor();

    expect(first.page.url()).toBe(`${url}/`);
    expect(second.page.url()).toBe(`${url}/`);
    expect(await first.page.evaluate('history.length')).toBeLessThanOrEqual(2);
    await first.page.goBack().catch(() => null);
    expect(first.page.url()).not.toContain('code=');
  });

  it('says that the service cannot be reached, is asked for again when a session has ended, and leads back', async () => {
    const { url, stop, start } = await aConsole();
    const { page } = await open();
    const key = page.getByLabel('API key');
    await page.goto(`${url}/#/connect`);
    await key.fill(adminKey);
    await stop();

    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('The service cannot be reached.').waitFor();
    await start();
    await key.fill(adminKey);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Connect an Orchestrator' }).waitFor();
    await stop();
    await start();
    await page.getByRole('link', { name: 'All connections' }).click();
    await page.getByText('Your session has ended.').waitFor();
    await key.fill(adminKey);
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: 'Welcome to Cuelight' }).waitFor();
    expect(page.url()).toBe(`${url}/#/connections`);
  });
});
