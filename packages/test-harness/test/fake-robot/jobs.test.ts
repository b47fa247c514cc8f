import { describe, expect, it } from 'vitest';
import { defaultSeed } from '../../src/fake-orchestrator/index.js';
import { serverFeatures } from '../../src/fake-robot/index.js';
import { aConsentedPage } from './a-page.js';
import { aRobot } from './a-robot.js';

const legacy = { features: [] } as const;

describe('the processes', () => {
  it('are those of the fake Orchestrator, so that one process can be bound to both', async () => {
    const page = await aConsentedPage(await aRobot());

    const { body } = await page.ask('/RobotProcesses');

    const names = defaultSeed.tenants
      .flatMap(({ folders }) => folders ?? [])
      .flatMap(({ processes }) => processes ?? []);
    expect(body.response.map(({ Name }: { Name: string }) => Name)).toEqual(names.map(({ name }) => name));
    expect(body.response[0]).toEqual({
      Key: expect.stringMatching(/^[\da-f-]{36}$/),
      Name: 'EchoText',
      Description: 'Returns the text it is given',
    });
  });

  it('of a seed without any are an empty list', async () => {
    const page = await aConsentedPage(await aRobot({ seed: {} }));

    const { body } = await page.ask('/RobotProcesses');

    expect(body).toEqual({ response: [] });
  });

  it('of a seed that has a key twice are refused', async () => {
    const processes = [
      { name: 'A', key: 'same' },
      { name: 'B', key: 'same' },
    ];

    await expect(aRobot({ seed: { processes } })).rejects.toThrow('this is there twice');
  });
});

describe('starting', () => {
  it('takes the id that the page has chosen, when the listener says that it does', async () => {
    const page = await aConsentedPage(await aRobot());
    const [key, wanted] = [await page.processKey('EchoText'), crypto.randomUUID()];

    const path = `/InvokeRobot?robotProcessId=${key}&jobId=${wanted}`;
    const { body } = await page.ask(path, { method: 'POST' });

    expect(body).toEqual({ response: { JobId: wanted } });
  });

  it.each([
    ['when the listener does not say that it takes it', [], 0],
    ['when it is taken', ['UseGivenJobId'], 1],
  ] as const)('makes up another id %s', async (_when, features, startsBefore) => {
    const page = await aConsentedPage(await aRobot({ features }));
    const wanted = crypto.randomUUID();
    const path = `/InvokeRobot?robotProcessId=${await page.processKey('EchoText')}&jobId=${wanted}`;
    for (let n = 0; n < startsBefore; n += 1) await page.ask(path, { method: 'POST' });

    const { status, body } = await page.ask(path, { method: 'POST' });

    expect(status).toBe(200);
    expect(body.response.JobId).not.toBe(wanted);
  });

  it('reads its arguments as JSON although the body is sent as text', async () => {
    const robot = await aRobot(legacy);
    const page = await aConsentedPage(robot);

    await page.start('EchoText', { in_Text: 'hello' });

    expect(robot.control.jobs()[0]?.input).toEqual({ in_Text: 'hello' });
    expect(robot.control.journal().at(-1)?.headers['content-type']).toBe('text/plain;charset=UTF-8');
  });

  it('unwraps them when the query names the feature', async () => {
    const robot = await aRobot();
    const page = await aConsentedPage(robot);
    const path = `/InvokeRobot?robotProcessId=${await page.processKey('EchoText')}&jobId=x&features=internalArguments`;

    const text = JSON.stringify({ inputArgs: { a: 1 }, internalArgs: { b: 2 }, jobSource: 'RobotAPI' });
    await page.ask(path, { method: 'POST', text });

    expect(robot.control.jobs()).toMatchObject([
      { input: { a: 1 }, internalArguments: { b: 2 }, jobSource: 'RobotAPI', processName: 'EchoText' },
    ]);
  });

  it('takes them as they are when the listener does not say that it unwraps them', async () => {
    const robot = await aRobot({ features: [] });
    const page = await aConsentedPage(robot);
    const path = `/InvokeRobot?robotProcessId=${await page.processKey('EchoText')}&features=internalArguments`;

    await page.ask(path, { method: 'POST', text: '{"inputArgs":{"a":1}}' });

    expect(robot.control.jobs()).toMatchObject([{ input: { inputArgs: { a: 1 } }, jobSource: null }]);
  });

  it.each(['[]', '"text"', '{', '{"inputArgs": 1}'])('refuses a body such as %s', async (text) => {
    const robot = await aRobot();
    const page = await aConsentedPage(robot);
    const path = `/InvokeRobot?robotProcessId=${await page.processKey('EchoText')}&features=internalArguments`;

    const { status, body } = await page.ask(path, { method: 'POST', text });

    expect([status, body.response.Error]).toEqual([400, 'The arguments are not a JSON object.']);
    expect(robot.control.jobs()).toEqual([]);
  });

  it('refuses a process that is not there', async () => {
    const page = await aConsentedPage(await aRobot());

    const { status, body } = await page.ask('/InvokeRobot?robotProcessId=x', { method: 'POST' });

    expect([status, body]).toEqual([404, { response: { Error: 'The process was not found.' } }]);
  });

  it('fetches a package that is not there first', async () => {
    const robot = await aRobot({ manual: false, jobMs: 1500 });
    const page = await aConsentedPage(robot);
    await page.start('PostInvoices');
    await robot.control.advanceClock(1600);
    const before = robot.control.jobs()[0]?.state;

    await robot.control.advanceClock(1000);

    expect([before, robot.control.jobs()[0]?.state]).toEqual(['Executing', 'Closed']);
    expect(robot.control.state().processes.filter(({ isDownloaded }) => !isDownloaded)).toEqual([]);
  });

  it('refuses a package that is not there when its process is seeded so', async () => {
    const seed = { processes: [{ name: 'Strict', isDownloaded: false, whenNotDownloaded: 'refuses' as const }] };
    const page = await aConsentedPage(await aRobot({ seed }));
    const path = `/InvokeRobot?robotProcessId=${await page.processKey('Strict')}`;
    const refused = await page.ask(path, { method: 'POST' });
    await page.ask(`/InstallProcess?robotProcessId=${await page.processKey('Strict')}`);

    const accepted = await page.ask(path, { method: 'POST' });

    expect([refused.status, accepted.status]).toEqual([409, 200]);
  });
});

describe('a job', () => {
  it('runs, and closes with its input as its output', async () => {
    const robot = await aRobot({ ...legacy, manual: false, jobMs: 1500 });
    const page = await aConsentedPage(robot);
    const jobId = await page.start('EchoText', { in_Text: 'hello', other: 1 });
    const running = await page.status(jobId);
    await robot.control.advanceClock(1500);

    const closed = await page.status(jobId);

    expect(running.body).toEqual({ response: { State: 0, Status: [], Events: [], Output: null, Error: null } });
    expect(closed.body).toEqual({
      response: {
        State: 1,
        Status: [],
        Events: [],
        Output: { Arguments: { out_Text: 'hello', other: 1 } },
        Error: null,
      },
    });
  });

  it('of a process that faults ends with the exception', async () => {
    const robot = await aRobot({ manual: false });
    const page = await aConsentedPage(robot);
    const jobId = await page.start('BrokenImport');
    await robot.control.advanceClock(1500);

    const { body } = await page.status(jobId);

    expect(body.response).toMatchObject({
      State: 3,
      Output: null,
      Error: {
        ClassName: 'System.IO.FileNotFoundException',
        Message: 'Could not find the import file.',
        InnerException: null,
      },
    });
  });

  it('tells each status text and each event once, in their order', async () => {
    const robot = await aRobot(legacy);
    const page = await aConsentedPage(robot);
    const jobId = await page.start('EchoText');
    robot.control.emitStatus(jobId, 'Opening');
    robot.control.emitEvent(jobId, { name: 'row', payload: '{"n":1}' });
    robot.control.emitStatus(jobId, 'Reading');

    const first = await page.status(jobId);
    const second = await page.status(jobId);

    expect(first.body.response).toMatchObject({
      Status: ['Opening', 'Reading'],
      Events: [{ name: 'row', payload: '{"n":1}' }],
    });
    expect(second.body.response).toMatchObject({ Status: [], Events: [] });
  });

  it('may write its events as .NET would', async () => {
    const robot = await aRobot({ ...legacy, eventCase: 'pascal' });
    const page = await aConsentedPage(robot);
    const jobId = await page.start('EchoText');
    robot.control.emitEvent(jobId, { name: 'row', payload: 'x' });

    const { body } = await page.status(jobId);

    expect(body.response.Events).toEqual([{ Name: 'row', Payload: 'x' }]);
  });

  it('tells once more what was on its way when the connection was cut', async () => {
    const robot = await aRobot();
    const page = await aConsentedPage(robot);
    const jobId = await page.start('EchoText');
    const polling = page.status(jobId).catch(() => 'cut off');
    await expect.poll(() => robot.control.state().heldPolls).toBe(1);
    robot.control.emitStatus(jobId, 'Opening');
    robot.control.dropConnections();

    const { body } = await page.status(jobId);

    expect([await polling, body.response.Status]).toEqual(['cut off', ['Opening']]);
  });

  it('that nobody knows is a 404 with an error', async () => {
    const page = await aConsentedPage(await aRobot());

    const { status, body } = await page.status('no-such-job');

    expect([status, body]).toEqual([404, { response: { Error: 'The job was not found.' } }]);
  });
});

describe('a long poll', () => {
  it.each([
    ['a status text', (control, id) => control.emitStatus(id, 'Opening'), { State: 0, Status: ['Opening'] }],
    ['the end of the job', (control, id) => control.setJobState(id, { state: 'Closed' }), { State: 1, Status: [] }],
  ] as readonly [string, (control: Awaited<ReturnType<typeof aRobot>>['control'], id: string) => void, object][])(
    'is answered by %s',
    async (_what, happen, expected) => {
      const robot = await aRobot();
      const page = await aConsentedPage(robot);
      const jobId = await page.start('EchoText');

      const polling = page.status(jobId);
      await expect.poll(() => robot.control.state().heldPolls).toBe(1);
      happen(robot.control, jobId);

      expect((await polling).body.response).toMatchObject(expected);
    },
  );

  it('is answered empty once it has been held long enough', async () => {
    const robot = await aRobot({ holdMs: 20_000 });
    const page = await aConsentedPage(robot);
    const jobId = await page.start('EchoText');
    const polling = page.status(jobId);
    await expect.poll(() => robot.control.state().heldPolls).toBe(1);
    await robot.control.advanceClock(19_000);
    const heldStill = robot.control.state().heldPolls;

    await robot.control.advanceClock(1_100);

    const { body } = await polling;
    expect(heldStill).toBe(1);
    expect(body.response).toMatchObject({ State: 0, Status: [], Events: [] });
  });

  it('does not hold what an old listener is asked', async () => {
    const page = await aConsentedPage(await aRobot(legacy));

    const { body } = await page.status(await page.start('EchoText'));

    expect(body.response.State).toBe(0);
  });
});

describe('stopping', () => {
  it('cancels every running job of the process, and no other', async () => {
    const robot = await aRobot(legacy);
    const page = await aConsentedPage(robot);
    const ids = [await page.start('EchoText'), await page.start('EchoText'), await page.start('InvoiceBot')];

    const { status, text } = await page.ask(`/StopProcess?robotProcessId=${await page.processKey('EchoText')}`);

    const states = await Promise.all(ids.map(async (id) => (await page.status(id)).body.response.State));
    expect([status, text]).toEqual([200, '']);
    expect(states).toEqual([2, 2, 0]);
  });

  it('leaves a job that has ended as it is', async () => {
    const robot = await aRobot(legacy);
    const page = await aConsentedPage(robot);
    const id = await page.start('EchoText');
    robot.control.setJobState(id, { state: 'Closed' });

    await page.ask(`/StopProcess?robotProcessId=${await page.processKey('EchoText')}`);

    expect(robot.control.jobs()[0]?.state).toBe('Closed');
  });

  it('of a process that is not there is a 404 with an error', async () => {
    const page = await aConsentedPage(await aRobot());

    const { status, body } = await page.ask('/StopProcess?robotProcessId=x');

    expect([status, body]).toEqual([404, { response: { Error: 'The process was not found.' } }]);
  });
});

describe('installing', () => {
  it('fetches the package and tells which arguments it takes', async () => {
    const robot = await aRobot();
    const page = await aConsentedPage(robot);
    const isThere = () => robot.control.state().processes.find(({ name }) => name === 'PostInvoices')?.isDownloaded;
    const before = isThere();

    const { body } = await page.ask(`/InstallProcess?robotProcessId=${await page.processKey('PostInvoices')}`);

    expect([before, isThere()]).toEqual([false, true]);
    expect(body).toEqual({
      InputArgumentsSchema: [
        { Name: 'in_InvoiceNumbers', Type: 'System.String[]', IsRequired: true, HasDefault: false },
        { Name: 'in_PostingDate', Type: 'System.DateTime', IsRequired: false, HasDefault: false },
      ],
    });
  });
});

describe('sending a message', () => {
  it('hands it to the job', async () => {
    const robot = await aRobot();
    const page = await aConsentedPage(robot);
    const id = await page.start('EchoText');

    const text = JSON.stringify({ channelName: 'ch', payload: 'hi' });
    const { status } = await page.ask(`/SendClientMessage?jobId=${id}`, { method: 'POST', text });

    expect(status).toBe(200);
    expect(robot.control.jobs()[0]?.messages).toEqual([{ channelName: 'ch', payload: 'hi' }]);
  });

  it('needs a channel and a text', async () => {
    const page = await aConsentedPage(await aRobot());
    const id = await page.start('EchoText');

    const { status } = await page.ask(`/SendClientMessage?jobId=${id}`, { method: 'POST', text: '{"payload":1}' });

    expect(status).toBe(400);
  });
});

describe('a listener that does not say it can', () => {
  it.each([
    ['InstallProcess', 'GET', '/InstallProcess?robotProcessId=x'],
    ['ClientMessage', 'POST', '/SendClientMessage?jobId=x'],
  ])('%s has no such endpoint', async (missing, method, path) => {
    const features = serverFeatures.filter((feature) => feature !== missing);
    const page = await aConsentedPage(await aRobot({ features }));

    const { status, body } = await page.ask(path, { method });

    expect([status, body]).toEqual([404, { response: { Error: 'There is no such endpoint.' } }]);
  });
});
