import { request as rawRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import { aConsentedPage, ask } from './a-page.js';
import { appOrigin, aRobot } from './a-robot.js';

const minute = 60_000;
const day = 24 * 60 * minute;

describe('asking for the port', () => {
  it('without consent is refused with 401 and an empty body', async () => {
    const robot = await aRobot();

    const { status, text } = await ask(robot.port, '/GetPort');

    expect([status, text]).toEqual([401, '']);
  });

  it('with an approved code tells the port of the session, what it can do, and a token', async () => {
    const robot = await aRobot({ features: ['InstallProcess'] });

    const { body, headers } = await ask(robot.port, '/GetPort?consentCode=123456');

    expect(body).toEqual({ Port: robot.control.state().sessionPort, ServerFeatures: ['InstallProcess'] });
    expect(headers.get('uipathtoken')).toMatch(/^[\w-]{20,}$/);
  });

  it('of an old listener tells the port alone', async () => {
    const robot = await aRobot({ features: null });

    const { body } = await ask(robot.port, '/GetPort?consentCode=123456');

    expect(Object.keys(body)).toEqual(['Port']);
  });
});

describe('a code', () => {
  it('is pending until the user approves it', async () => {
    const robot = await aRobot({ consent: 'ask' });
    const before = await ask(robot.port, '/GetPort?consentCode=123456');
    const pending = robot.control.codes();

    const wasPending = robot.control.approve('123456');
    const after = await ask(robot.port, '/GetPort?consentCode=123456');

    expect(pending).toEqual([{ code: '123456', origin: appOrigin, state: 'pending' }]);
    expect([before.status, wasPending, after.status]).toEqual([401, true, 200]);
  });

  it.each([
    ['when the user rejects it', 'ask'],
    ['at once when the robot is told to', 'reject'],
  ] as const)('is answered with 403 %s', async (_when, consent) => {
    const robot = await aRobot({ consent });
    await ask(robot.port, '/GetPort?consentCode=123456');
    robot.control.reject('123456');

    const { status } = await ask(robot.port, '/GetPort?consentCode=123456');

    expect([status, robot.control.codes()[0]?.state]).toEqual([403, 'rejected']);
  });

  it('times out after a minute, and can no longer be approved', async () => {
    const robot = await aRobot({ consent: 'ask' });
    await ask(robot.port, '/GetPort?consentCode=123456');
    await robot.control.advanceClock(minute);

    const wasPending = robot.control.approve('123456');
    const { status } = await ask(robot.port, '/GetPort?consentCode=123456');

    expect([wasPending, status, robot.control.codes()[0]?.state]).toEqual([false, 401, 'timed-out']);
  });

  it('that was approved for one origin is worth nothing to another', async () => {
    const robot = await aRobot({ consent: 'ask' });
    await ask(robot.port, '/GetPort?consentCode=123456');
    robot.control.approve('123456');

    const { status } = await ask(robot.port, '/GetPort?consentCode=123456', {
      headers: { origin: 'https://other.example.com' },
    });

    expect(status).toBe(401);
  });

  it('that is not six digits is none', async () => {
    const robot = await aRobot();

    const { status } = await ask(robot.port, '/GetPort?consentCode=12');

    expect([status, robot.control.codes()]).toEqual([401, []]);
  });

  it('goes on being good at the session when the page could not read its token', async () => {
    const robot = await aRobot();
    await ask(robot.port, '/GetPort?consentCode=123456');

    const { status } = await ask(robot.control.state().sessionPort, '/RobotProcesses?consentCode=123456');

    expect(status).toBe(200);
  });
});

describe('a token', () => {
  it('lets in, at both ports, without a code', async () => {
    const robot = await aRobot();
    const { token, ask: askSession } = await aConsentedPage(robot);

    const discovery = await ask(robot.port, '/GetPort', { headers: { uipathToken: token } });
    const session = await askSession('/RobotProcesses');

    expect([discovery.status, session.status]).toEqual([200, 200]);
    expect(discovery.headers.has('uipathtoken')).toBe(false);
  });

  it('lasts as many days as it is told to', async () => {
    const robot = await aRobot({ tokenDays: 30 });
    const page = await aConsentedPage(robot);
    await robot.control.advanceClock(30 * day - minute);
    const before = await page.ask('/RobotProcesses');
    await robot.control.advanceClock(minute);

    const after = await page.ask('/RobotProcesses');

    expect([before.status, after.status]).toEqual([200, 401]);
  });

  it('that has expired takes the code that it was given for along', async () => {
    const robot = await aRobot();
    const page = await aConsentedPage(robot, '123456');

    robot.control.expireTokens();

    const { status } = await page.ask('/RobotProcesses?consentCode=123456');
    expect([status, robot.control.codes()[0]?.state]).toEqual([401, 'expired']);
  });

  it('of one origin is worth nothing to another', async () => {
    const robot = await aRobot();
    const { ask: askSession } = await aConsentedPage(robot);

    const { status } = await askSession('/RobotProcesses', { headers: { origin: 'https://other.example.com' } });

    expect(status).toBe(401);
  });

  it.each([
    '/RobotProcesses',
    '/JobStatus?jobId=x',
    '/StopProcess?robotProcessId=x',
    '/InstallProcess?robotProcessId=x',
    '/nothing',
  ])('is needed for %s', async (path) => {
    const robot = await aRobot();

    const { status, text } = await ask(robot.control.state().sessionPort, path);

    expect([status, text]).toEqual([401, '']);
  });
});

describe('an origin', () => {
  it('that is allowed is told so, and its code is approved without the user', async () => {
    const robot = await aRobot({ consent: 'ask', origins: { allowed: [appOrigin] } });

    const first = await ask(robot.port, '/GetPort');
    const second = await ask(robot.port, '/GetPort?consentCode=123456');

    expect([first.status, first.headers.get('x-uipath-domain-allowed')]).toEqual([401, 'true']);
    expect([second.status, second.headers.has('uipathtoken')]).toEqual([200, true]);
  });

  it('that is forbidden gets 403 even with a token, and may read it', async () => {
    const robot = await aRobot();
    const page = await aConsentedPage(robot);
    robot.control.setOrigins({ forbidden: [appOrigin] });

    const { status, headers, text } = await page.ask('/RobotProcesses');

    expect([status, text]).toEqual([403, '']);
    expect(headers.get('access-control-allow-origin')).toBe(appOrigin);
  });
});

describe('every reply', () => {
  it.each([
    [401, '/GetPort', {}],
    [200, '/GetPort?consentCode=123456', {}],
    [404, '/Nothing?consentCode=123456', {}],
    [405, '/GetPort?consentCode=123456', { method: 'POST' }],
    [204, '/GetPort', { method: 'OPTIONS' }],
    [403, '/GetPort', { headers: { origin: 'https://forbidden.example.com' } }],
  ])('keeps to CORS to the letter: %i', async (status, path, request) => {
    const robot = await aRobot({ origins: { forbidden: ['https://forbidden.example.com'] } });

    const reply = await ask(robot.port, path, request);

    const origin = new Headers({ origin: appOrigin, ...('headers' in request ? request.headers : {}) }).get('origin');
    expect(reply.status).toBe(status);
    expect({
      origin: reply.headers.get('access-control-allow-origin'),
      credentials: reply.headers.get('access-control-allow-credentials'),
      exposed: reply.headers.get('access-control-expose-headers'),
      vary: reply.headers.get('vary'),
    }).toEqual({ origin, credentials: 'true', exposed: 'uipathToken, X-UIPATH-DOMAIN-ALLOWED', vary: 'Origin' });
    expect(reply.text === '' || reply.headers.get('content-type')?.startsWith('application/json')).toBe(true);
  });

  it('to a client without an origin names none', async () => {
    const robot = await aRobot();

    const { headers } = await fetch(`http://127.0.0.1:${robot.port}/GetPort`);

    expect([headers.has('access-control-allow-origin'), headers.get('vary')]).toEqual([false, 'Origin']);
  });
});

describe('a preflight', () => {
  it('is answered before anybody asks for a token', async () => {
    const robot = await aRobot({ consent: 'reject' });

    const { status, headers } = await ask(robot.control.state().sessionPort, '/JobStatus?jobId=x', {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'GET', 'access-control-request-headers': 'uipathtoken' },
    });

    expect([status, headers.get('access-control-allow-methods'), headers.get('access-control-allow-headers')]).toEqual([
      204,
      'GET, POST, OPTIONS',
      'uipathToken, Content-Type',
    ]);
  });
});

describe('a page that got here under another name (DNS rebinding)', () => {
  it.each(['evil.example.com', 'localhost.evil.example.com:2323', '127.0.0.1.nip.io'])(
    'is refused, whatever it holds: %s',
    async (host) => {
      const robot = await aRobot();
      const { token } = await aConsentedPage(robot);
      const { sessionPort } = robot.control.state();

      const refusals = await Promise.all([
        statusFor(robot.port, '/GetPort?consentCode=654321', { host }),
        statusFor(sessionPort, '/RobotProcesses', { host, uipathToken: token, origin: appOrigin }),
      ]);

      expect(refusals).toEqual([403, 403]);
      expect(robot.control.codes().map(({ code }) => code)).toEqual(['123456']);
    },
  );

  it.each(['localhost', '127.0.0.1:2323', '[::1]:2323', 'LOCALHOST:1'])('is not taken for %s', async (host) => {
    const robot = await aRobot();

    expect(await statusFor(robot.port, '/GetPort', { host })).toBe(401);
  });
});

/** `fetch` does not let anybody choose the host. */
function statusFor(port: number, path: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    rawRequest({ host: '127.0.0.1', port, path, headers: { ...headers, connection: 'close' } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
