import { describe, expect, it } from 'vitest';
import type { RobotFaultRule } from '../../src/fake-robot/index.js';
import { aConsentedPage, ask } from './a-page.js';
import { aRobot } from './a-robot.js';

async function aPageWith(rule: RobotFaultRule) {
  const robot = await aRobot({ features: [] });
  const page = await aConsentedPage(robot);
  const jobId = await page.start('EchoText', { in_Text: 'hello' });
  const fault = robot.control.addFault(rule);
  return { robot, page, jobId, fault };
}

describe('a fault', () => {
  it('happens from the nth time on, so many times', async () => {
    const { page } = await aPageWith({ on: 'GET /RobotProcesses', action: 'status', status: 503, nth: 2, times: 2 });

    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await page.ask('/RobotProcesses')).status);

    expect(statuses).toEqual([200, 503, 503, 200]);
  });

  it('happens as often as its probability says, the same way for the same seed', async () => {
    const { page, robot } = await aPageWith({ on: '* /RobotProcesses', action: 'status', probability: 0.5, seed: 7 });
    const tenTimes = async () => {
      const statuses: number[] = [];
      for (let n = 0; n < 10; n += 1) statuses.push((await page.ask('/RobotProcesses')).status);
      return statuses;
    };
    const first = await tenTimes();
    robot.control.removeFaults();
    robot.control.addFault({ on: '* /RobotProcesses', action: 'status', probability: 0.5, seed: 7 });

    expect(await tenTimes()).toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 500]));
  });

  it('is named in the journal, and can be taken away', async () => {
    const { page, robot, fault } = await aPageWith({ on: 'GET /RobotProcesses', action: 'status' });
    await page.ask('/RobotProcesses');
    const blamed = robot.control.journal().at(-1)?.faultId;

    const wasThere = robot.control.removeFault(fault.id);

    expect([blamed, wasThere, (await page.ask('/RobotProcesses')).status]).toEqual([fault.id, true, 200]);
  });

  it.each([
    [{ on: 'GET /JobStatus?jobId=1', action: 'reset' }, 'leave out'],
    [{ on: 'JobStatus', action: 'reset' }, 'write \\"consent\\"'],
    [{ on: 'consent', action: 'delay' }, 'needs its length'],
    [{ on: 'consent', action: 'explode' }, 'explode'],
  ])('that is malformed is refused: %j', async (rule, why) => {
    const robot = await aRobot();

    expect(() => robot.control.addFault(rule as RobotFaultRule)).toThrow(why === 'explode' ? /action/ : why);
  });
});

describe('the fault', () => {
  it('status answers with an error in the words of the listener, without doing the work', async () => {
    const { page, robot } = await aPageWith({ on: 'POST /InvokeRobot', action: 'status', status: 409, error: 'Busy' });
    const key = await page.processKey('EchoText');

    const { status, body } = await page.ask(`/InvokeRobot?robotProcessId=${key}`, { method: 'POST' });

    expect([status, body, robot.control.jobs().length]).toEqual([409, { response: { Error: 'Busy' } }, 1]);
  });

  it('html answers with a web page', async () => {
    const { page } = await aPageWith({ on: 'GET /RobotProcesses', action: 'html' });

    const { headers, text } = await page.ask('/RobotProcesses');

    expect(headers.get('content-type')).toBe('text/html');
    expect(text).toMatch(/^<!DOCTYPE html>/);
  });

  it('truncate cuts the body in half', async () => {
    const { page } = await aPageWith({ on: 'GET /RobotProcesses', action: 'truncate' });

    const { text } = await page.ask('/RobotProcesses').catch((error: unknown) => ({ text: String(error) }));

    expect(text).toContain('SyntaxError');
  });

  it.each(['reset', 'commit-then-drop'] as const)('%s breaks the connection', async (action) => {
    const { page, robot } = await aPageWith({ on: 'POST /InvokeRobot', action });
    const key = await page.processKey('EchoText');

    await expect(page.ask(`/InvokeRobot?robotProcessId=${key}`, { method: 'POST' })).rejects.toThrow('fetch failed');

    expect(robot.control.jobs()).toHaveLength(action === 'reset' ? 1 : 2);
  });

  it('hang answers nobody until the robot ends', async () => {
    const { page, robot } = await aPageWith({ on: 'GET /RobotProcesses', action: 'hang' });
    const asking = page.ask('/RobotProcesses').catch(() => 'ended');
    await expect.poll(() => robot.control.journal().at(-1)?.path).toBe('/RobotProcesses');

    await robot.close();

    expect(await asking).toBe('ended');
  });

  it('delay answers late, on the clock of the fake', async () => {
    const { page, robot } = await aPageWith({ on: 'GET /RobotProcesses', action: 'delay', delayMs: 600_000 });
    const asking = page.ask('/RobotProcesses');
    await expect.poll(() => robot.control.journal().at(-1)?.path).toBe('/RobotProcesses');

    await robot.control.advanceClock(600_000);

    expect((await asking).status).toBe(200);
  });

  it('delay comes to an end with a reset', async () => {
    const { page, robot } = await aPageWith({ on: 'GET /RobotProcesses', action: 'delay', delayMs: 600_000 });
    const asking = page.ask('/RobotProcesses').catch(() => 'dropped');
    await expect.poll(() => robot.control.journal().at(-1)?.path).toBe('/RobotProcesses');

    await robot.control.reset();

    expect(await asking).toBe('dropped');
  });

  it.each([
    ['stop-discovery', { discovery: false, session: true }],
    ['stop-session', { discovery: true, session: false }],
    ['stop-robot', { discovery: false, session: false }],
  ] as const)('%s lets a listener die, and jobs go on', async (action, listening) => {
    const { page, robot, jobId } = await aPageWith({ on: 'GET /JobStatus', action });

    await expect(page.status(jobId)).rejects.toThrow('fetch failed');

    await expect.poll(() => robot.control.state().listening).toEqual(listening);
    robot.control.emitStatus(jobId, 'Opening');
    robot.control.removeFaults();
    await robot.control.start();
    expect((await page.status(jobId)).body.response.Status).toEqual(['Opening']);
  });

  it('move-session answers, and then listens elsewhere', async () => {
    const { page, robot } = await aPageWith({ on: 'GET /RobotProcesses', action: 'move-session', times: 1 });
    const before = robot.control.state().sessionPort;

    const { status } = await page.ask('/RobotProcesses');

    expect(status).toBe(200);
    await expect.poll(() => robot.control.state().sessionPort).not.toBe(before);
    await expect(ask(before, '/RobotProcesses')).rejects.toThrow('fetch failed');
    expect((await page.ask('/RobotProcesses')).status).toBe(200);
  });

  it('on "consent" lets the robot die while the user is asked, and leaves other requests alone', async () => {
    const robot = await aRobot({ consent: 'ask' });
    robot.control.addFault({ on: 'consent', action: 'stop-robot', nth: 2 });
    const plain = await ask(robot.port, '/GetPort');
    const first = await ask(robot.port, '/GetPort?consentCode=123456');

    await expect(ask(robot.port, '/GetPort?consentCode=123456')).rejects.toThrow('fetch failed');

    expect([plain.status, first.status]).toEqual([401, 401]);
  });

  it.each([
    ['string-state', { State: 'Closed' }],
    ['null-status', { Status: null }],
    ['null-output', { Output: null }],
    ['string-error', { Error: 'The process ended with an exception.' }],
  ] as const)('%s spoils a status', async (action, expected) => {
    const { page, robot, jobId } = await aPageWith({ on: 'GET /JobStatus', action });
    robot.control.setJobState(jobId, { state: 'Closed' });

    expect((await page.status(jobId)).body.response).toMatchObject(expected);
  });

  it('missing-job-id starts a job and does not tell which', async () => {
    const { page, robot } = await aPageWith({ on: 'POST /InvokeRobot', action: 'missing-job-id' });
    const key = await page.processKey('EchoText');

    const { body } = await page.ask(`/InvokeRobot?robotProcessId=${key}`, { method: 'POST' });

    expect([body, robot.control.jobs().length]).toEqual([{ response: {} }, 2]);
  });
});
