import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { bytesOfAll } from '../world/a-folder.js';
import { browserForTests } from './a-browser.js';
import { aLocalConsole, runEcho } from './a-local-console.js';
import { takePictures } from './pictures.js';

describe('running a process on this computer', () => {
  const open = browserForTests();

  it('shows the job live to its output, and tells nobody but the robot what it is given, reports and returns', async () => {
    const console = await aLocalConsole();
    const { page, expectAccessible } = await open();
    const sent = requestsOf(page);
    await console.openSignedIn(page, console.runPlace);

    await runEcho(page, 'canary-in');
    await page.getByRole('img', { name: 'The job is Running. It has been Running.' }).waitFor();
    const [job] = console.robot.jobs();
    expect(job?.input).toEqual({ in_Text: 'canary-in' });
    console.robot.emitStatus(job?.id ?? '', 'canary-status <b>half</b>');
    console.robot.emitEvent(job?.id ?? '', { name: 'Page', payload: 'canary-event' });
    await page.getByRole('log').getByText('canary-status <b>half</b>').waitFor();
    await page.getByRole('log').getByText('Page: canary-event').waitFor();
    await takePictures(page, 'local-job');
    console.robot.setJobState(job?.id ?? '', { state: 'Closed', output: hostileOutput() });

    await page.getByText('The job is Successful.').waitFor();
    await page.getByText('"markup": "<img src=x onerror=alert(1)>canary-out"').waitFor();
    expect(await page.locator('.steps li').allInnerTexts()).toEqual([
      'Running told by the robot on the computer of the user',
      'Successful told by the robot on the computer of the user',
    ]);
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.evaluate('document.body.innerText.length')).toBeLessThan(30_000);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await expectAccessible();
    await page.getByRole('link', { name: 'Processes of the app' }).click();
    await page.getByRole('heading', { name: 'Invoice portal' }).waitFor();
    await page.goBack();
    await page.getByText('The job is Successful.').waitFor();
    const place = page.url().split('#/')[1] ?? '';
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    await console.openSignedIn(page, place);
    await page.getByRole('alert').getByText('This page cannot follow the job.').waitFor();
    await page.reload();
    await page.getByRole('alert').getByText('This page cannot follow the job.').waitFor();

    const kept = await page.evaluate('JSON.stringify([localStorage, sessionStorage, document.cookie])');
    const told = sent.filter(({ text }) => text.includes('canary')).map(({ url }) => url.replace(/\d+\/(\w+).*/, '$1'));
    expect(told).toEqual(['http://localhost:InvokeRobot']);
    expect(kept).not.toContain('canary');
    expect(console.logged.join('\n')).not.toContain('canary');
    const stored = await bytesOfAll(console.folder);
    expect(stored.filter(({ bytes }) => bytes.includes('canary'))).toEqual([]);
    expect(console.fake.admin.state().jobs).toEqual([]);
  });

  it('works with a robot that is old, which tells neither arguments nor at once how a job stands', async () => {
    const console = await aLocalConsole({ features: null });
    const { page } = await open();
    await console.openSignedIn(page, console.runPlace);

    await runEcho(page);
    await page.getByText('The job is Running.').waitFor();
    const error = { ClassName: 'System.Exception', Message: 'No <b>paper</b>.', InnerException: null };
    console.robot.setJobState(console.robot.jobs()[0]?.id ?? '', { state: 'Faulted', error });

    await page.getByText('The job is Faulted.').waitFor();
    await page.getByText('No <b>paper</b>.').waitFor();
  });

  it('says that a part of the page does not come, and that the robot does not have the process', async () => {
    const console = await aLocalConsole({ seed: {} });
    const { page } = await open();
    await page.route('**/console/robot-*.js', (route) => route.fulfill({ status: 404 }));
    await console.openSignedIn(page, console.runPlace);

    await runEcho(page);
    await page.getByRole('alert').getByText('A part of this page could not be loaded.').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Load the page again' }).click();
    await runEcho(page);

    const alert = page.getByRole('alert');
    await alert.getByText('No process of the robot has the name of the process in Orchestrator').waitFor();
    expect(await alert.innerText()).toContain('Assistant must be signed in.');
  });

  it('asks for consent by a code to compare, and says what to do when it is refused or does not come', async () => {
    const console = await aLocalConsole({ consent: 'ask' });
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, console.runPlace);
    const shown = page.getByRole('region', { name: 'Consent' });

    await runEcho(page);
    await shown.waitFor();
    const code = String(console.robot.codes().at(-1)?.code);
    expect(await shown.innerText()).toContain(code);
    expect(await shown.innerText()).toMatch(/\d+ seconds left/);
    await expectAccessible();
    await takePictures(page, 'consent');
    console.robot.reject(code);
    await page.getByText('The robot got no consent for this page.').waitFor();
    expect(await shown.count()).toBe(0);

    await page.getByRole('button', { name: 'Run it' }).click();
    await shown.waitFor();
    await page.evaluate(
      'const now = Date.now.bind(Date); window.Date = class extends Date { constructor(...a) { super(...(a.length ? a : [now() + 61e3])); } static now() { return now() + 61e3; } };',
    );
    await page.getByText('Nobody consented in UiPath Assistant in time.').waitFor();

    await page.getByRole('button', { name: 'Run it' }).click();
    await shown.waitFor();
    await console.robot.stop('discovery');
    await page.getByText('No robot answers on this computer.').waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await console.robot.start();
    console.robot.approve(String(console.robot.codes().at(-1)?.code));
    await page.getByText('The job is Running.').waitFor();
    expect(console.robot.jobs()).toHaveLength(1);
  });

  it('guides to a robot that is not there, and tells a job whose robot died as lost, never as Faulted', async () => {
    const console = await aLocalConsole();
    await console.robot.stop('robot');
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, console.runPlace);

    await runEcho(page);
    const guide = page.getByRole('region', { name: 'The robot does not answer' });
    await guide.getByText('No robot answers on this computer.').waitFor();
    expect(await guide.innerText()).toMatch(
      /JavaScript Add-On.*LoopbackNetworkAllowedForUrls.*CUELIGHT_ROBOT_PORT.*Safari/s,
    );
    await expectAccessible();
    await takePictures(page, 'missing-robot');
    // Twice: a browser asks once more by itself where a connection breaks that it had used before.
    console.robot.addFault({ on: 'POST /InvokeRobot', action: 'commit-then-drop', times: 2 });
    await console.robot.start();
    await guide.getByRole('button', { name: 'Try again' }).click();
    await guide.getByText('A job may run all the same').waitFor();
    await guide.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The job is Running.').waitFor();

    await console.robot.stop('robot');
    await page.getByRole('alert').getByText('it may run on').waitFor();
    await page.getByText('The job was Running when it was last heard of.').waitFor();
    expect(await page.locator('.steps').innerText()).not.toContain('Faulted');
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByRole('alert').getByText('it may run on').waitFor();
    await page.getByRole('link', { name: 'Run it again' }).click();
    await runEcho(page);
    await guide.getByText('does not answer any more').waitFor();
  });

  it('asks for one consent in two tabs, and does not stop softly what the other tab runs', async () => {
    const console = await aLocalConsole({ consent: 'ask' });
    const { page, another, expectAccessible } = await open();
    const other = await another();
    await console.openSignedIn(page, console.runPlace);
    await other.goto(`${console.url}/#/${console.runPlace}`);
    await page.bringToFront();

    await runEcho(page);
    await page.getByRole('region', { name: 'Consent' }).waitFor();
    await runEcho(other);
    console.robot.approve(String(console.robot.codes().at(-1)?.code));
    for (const tab of [page, other]) await tab.getByText('The job is Running.').waitFor();
    expect(console.robot.codes()).toHaveLength(1);

    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('A stop would end 1 other job of the same process as well.').waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: 'Kill …' }).click();
    await page.getByRole('button', { name: 'Kill it now' }).click();
    for (const tab of [page, other]) await tab.getByText('The job is Stopped.').waitFor();
  });

  it('joins what this computer tells into the diagnosis of the process', async () => {
    const console = await aLocalConsole();
    const { page } = await open();
    await console.openSignedIn(page, `apps/${console.app.id}`);
    await page.getByRole('link', { name: 'Check EchoText' }).last().click();
    await page.getByText('Nothing is wrong.').waitFor();
    const robot = page.getByRole('region', { name: 'What runs the process' });
    const verdicts = () => robot.locator('.check').evaluateAll((all) => all.map(({ className }) => className));
    expect((await verdicts()).slice(-2)).toEqual(['check check-skipped', 'check check-skipped']);

    const check = page.getByRole('button', { name: 'Check this computer, too' });
    await check.click();
    await page.locator('.check-pass').getByText('Has the robot of that computer downloaded the process?').waitFor();
    expect((await verdicts()).slice(-2)).toEqual(['check check-pass', 'check check-pass']);
    expect(console.robot.jobs()).toEqual([]);

    await console.robot.stop('robot');
    await check.click();
    await page.getByText('It does not work.').waitFor();
    await page.getByText('The robot on the computer of the user went away while the page was open.').first().waitFor();
    await page.getByRole('region', { name: 'The robot does not answer' }).waitFor();
  });
});

/** Everything that a page asks for, whole. */
function requestsOf(page: Page) {
  const sent: { readonly url: string; readonly text: string }[] = [];
  page.context().on('request', (request) => {
    const url = request.url();
    sent.push({ url, text: `${url} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}` });
  });
  return sent;
}

function hostileOutput() {
  let nested: object = {};
  for (let depth = 0; depth < 500; depth += 1) nested = { in: nested };
  return {
    markup: '<img src=x onerror=alert(1)>canary-out',
    turned: '\u202egnp.exe שלום',
    long: 'W'.repeat(1_000_000),
    nested,
  } as never;
}
