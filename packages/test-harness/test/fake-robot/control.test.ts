import { request as rawRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type FakeRobot, serverFeatures } from '../../src/fake-robot/index.js';
import { aConsentedPage, ask } from './a-page.js';
import { appOrigin, aRobot } from './a-robot.js';

async function control(
  robot: FakeRobot,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
) {
  const response = await fetch(`${robot.controlUrl}/${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

describe('the control over HTTP', () => {
  it('is on a port of its own', async () => {
    const robot = await aRobot();

    const { port } = new URL(robot.controlUrl);

    expect(robot.controlUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/__control$/);
    expect([robot.port, robot.control.state().sessionPort]).not.toContain(Number(port));
  });

  it.each([{ origin: appOrigin }, { origin: 'null' }])('refuses a page in a browser: %j', async (headers) => {
    const robot = await aRobot({ consent: 'ask' });
    await ask(robot.port, '/GetPort?consentCode=123456');

    const { status } = await control(robot, 'POST', 'codes/123456/approve', undefined, headers);

    expect([status, robot.control.codes()[0]?.state]).toEqual([403, 'pending']);
  });

  it('refuses a page that got here under another name (DNS rebinding)', async () => {
    const robot = await aRobot();
    const headers = { host: 'evil.example.com', connection: 'close' };

    const status = await new Promise((resolve, reject) => {
      rawRequest(`${robot.controlUrl}/state`, { headers }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });

    expect(status).toBe(403);
  });

  it('lists the codes, and decides about them', async () => {
    const robot = await aRobot({ consent: 'ask' });
    await ask(robot.port, '/GetPort?consentCode=123456');
    await ask(robot.port, '/GetPort?consentCode=654321');

    const decided = [
      await control(robot, 'POST', 'codes/123456/approve'),
      await control(robot, 'POST', 'codes/654321/reject'),
      await control(robot, 'POST', 'codes/111111/approve'),
    ];

    expect(decided.map(({ status }) => status)).toEqual([204, 204, 404]);
    expect((await control(robot, 'GET', 'codes')).body).toEqual([
      { code: '123456', origin: appOrigin, state: 'approved' },
      { code: '654321', origin: appOrigin, state: 'rejected' },
    ]);
  });

  it('changes how consent is given, who needs it, and how long it lasts', async () => {
    const robot = await aRobot();
    const page = await aConsentedPage(robot);

    await control(robot, 'PUT', 'consent', { mode: 'reject' });
    await control(robot, 'PUT', 'origins', { allowed: ['https://allowed.example.com'] });
    await control(robot, 'POST', 'tokens/expire');

    const rejected = await ask(robot.port, '/GetPort?consentCode=222222');
    const allowed = await ask(robot.port, '/GetPort?consentCode=222222', {
      headers: { origin: 'https://allowed.example.com' },
    });
    expect([(await page.ask('/RobotProcesses')).status, rejected.status, allowed.status]).toEqual([401, 403, 200]);
  });

  it('moves a job, and lets it tell something', async () => {
    const robot = await aRobot();
    const page = await aConsentedPage(robot);
    const id = await page.start('EchoText', { in_Text: 'hello' });

    await control(robot, 'POST', `jobs/${id}/status`, { text: 'Opening' });
    await control(robot, 'POST', `jobs/${id}/event`, { name: 'row', payload: 'x' });
    const moved = await control(robot, 'POST', `jobs/${id}/state`, {
      state: 'Faulted',
      error: { ClassName: 'X', Message: 'm' },
    });

    expect(moved.body).toMatchObject({ id, state: 'Faulted', waiting: 2 });
    expect((await control(robot, 'GET', 'jobs')).body).toEqual([moved.body]);
    expect((await page.status(id)).body.response).toEqual({
      State: 3,
      Status: ['Opening'],
      Events: [{ name: 'row', payload: 'x' }],
      Output: null,
      Error: { ClassName: 'X', Message: 'm' },
    });
    expect((await control(robot, 'POST', 'jobs/none/status', { text: 'x' })).status).toBe(404);
  });

  it('changes what the listener says it can do', async () => {
    const robot = await aRobot();

    await control(robot, 'PUT', 'features', { features: ['ClientMessage'] });
    const some = robot.control.state().features;
    await control(robot, 'PUT', 'features', { features: null });

    expect([some, (await control(robot, 'GET', 'state')).body.features]).toEqual([['ClientMessage'], null]);
  });

  it('drops connections, moves the session, stops the robot and starts it again', async () => {
    const robot = await aRobot();
    const page = await aConsentedPage(robot);
    const id = await page.start('EchoText');
    const polling = page.status(id).catch(() => 'dropped');
    await expect.poll(() => robot.control.state().heldPolls).toBe(1);

    await control(robot, 'POST', 'connections/drop');
    const dropped = await polling;
    const moved = await control(robot, 'POST', 'session/move');
    await control(robot, 'POST', 'stop', { what: 'robot' });
    const whileStopped = await ask(robot.port, '/GetPort').catch(() => 'nobody');
    const started = await control(robot, 'POST', 'start', { forgetJobs: true });

    expect([dropped, whileStopped]).toEqual(['dropped', 'nobody']);
    expect(started.body.sessionPort).not.toBe(moved.body.sessionPort);
    expect((await page.status(id)).status).toBe(404);
  });

  it('advances the clock, and everything that falls due happens', async () => {
    const robot = await aRobot({ manual: false, jobMs: 3_600_000 });
    const page = await aConsentedPage(robot);
    await page.start('EchoText', {});

    const { status } = await control(robot, 'POST', 'clock/advance', { ms: 3_600_000 });

    expect([status, robot.control.jobs()[0]?.state]).toEqual([200, 'Closed']);
  });

  it('adds and removes faults', async () => {
    const robot = await aRobot();

    const added = await control(robot, 'POST', 'faults', { on: 'GET /GetPort', action: 'hang' });
    const listed = await control(robot, 'GET', 'state');
    const removed = await control(robot, 'DELETE', `faults/${added.body.id}`);
    const again = await control(robot, 'DELETE', `faults/${added.body.id}`);

    expect([added.status, removed.status, again.status]).toEqual([201, 204, 404]);
    expect(listed.body.faults).toEqual([added.body]);
    expect((await control(robot, 'DELETE', 'faults')).status).toBe(204);
  });

  it.each([
    ['PUT', 'consent', { mode: 'maybe' }, 'mode'],
    ['PUT', 'features', { features: ['Flying'] }, 'features.0'],
    ['POST', 'jobs/x/state', { state: 'Running' }, 'state'],
    ['POST', 'stop', {}, 'what'],
    ['POST', 'faults', { on: 'GET /GetPort', action: 'delay' }, 'delayMs'],
    ['POST', 'clock/advance', { ms: -1 }, 'ms'],
    ['PUT', 'origins', { allow: [] }, 'allow'],
  ])('names the field that is wrong: %s %s %j', async (method, path, body, field) => {
    const answer = await control(await aRobot(), method, path, body);

    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ path: at }: { path: string }) => at)).toEqual([field]);
  });

  it('has nothing else', async () => {
    const robot = await aRobot();

    expect((await control(robot, 'GET', 'nothing')).status).toBe(404);
    expect((await fetch(new URL('/', robot.controlUrl))).status).toBe(404);
  });
});

describe('the journal', () => {
  it('tells of each request where it came from and where it went, and holds no credential', async () => {
    const robot = await aRobot();
    const page = await aConsentedPage(robot);

    await page.ask('/RobotProcesses', { headers: { cookie: 'session=s3cret' } });

    const journal = robot.control.journal();
    expect(journal.map(({ port, method, path, status }) => [port, method, path, status])).toEqual([
      ['discovery', 'GET', '/GetPort', 200],
      ['session', 'GET', '/RobotProcesses', 200],
    ]);
    expect(journal[1]?.headers).toMatchObject({ origin: appOrigin, uipathtoken: '***', cookie: '***' });
    expect(JSON.stringify(journal)).not.toContain(page.token);
  });

  it('shows bodies in process alone', async () => {
    const robot = await aRobot();
    const page = await aConsentedPage(robot);
    await page.start('EchoText', { in_Text: 'confidential' });

    const overHttp = await control(robot, 'GET', 'journal');

    expect(robot.control.journal().at(-1)?.body).toContain('confidential');
    expect(overHttp.body).toHaveLength(robot.control.journal().length);
    expect(JSON.stringify(overHttp.body)).not.toContain('confidential');
  });
});

describe('a reset', () => {
  it('brings the robot back to its start', async () => {
    const robot = await aRobot();
    const page = await aConsentedPage(robot);
    const id = await page.start('PostInvoices');
    robot.control.setFeatures([]);
    robot.control.addFault({ on: 'GET /GetPort', action: 'hang' });
    robot.control.setOrigins({ forbidden: ['*'] });
    await robot.control.stop('robot');

    await control(robot, 'POST', 'reset');

    expect(robot.control.state()).toMatchObject({
      port: robot.port,
      listening: { discovery: true, session: true },
      features: serverFeatures,
      origins: { allowed: [], forbidden: [] },
      faults: [],
    });
    expect(robot.control.state().processes.find(({ name }) => name === 'PostInvoices')?.isDownloaded).toBe(false);
    expect([robot.control.jobs(), robot.control.codes(), robot.control.journal()]).toEqual([[], [], []]);
    expect((await page.status(id)).status).toBe(401);
  });

  it('lets go of polls that are held', async () => {
    const robot = await aRobot();
    const page = await aConsentedPage(robot);
    const polling = page.status(await page.start('EchoText')).catch(() => 'dropped');
    await expect.poll(() => robot.control.state().heldPolls).toBe(1);

    await robot.control.reset();

    expect(await polling).toBe('dropped');
  });
});
