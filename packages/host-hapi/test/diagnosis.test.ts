import { readFile } from 'node:fs/promises';
import { type FakeOrchestrator, startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { startClosedPort } from '@cuelight/test-harness/odd-servers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aFolder } from './world/a-folder.js';
import { aService } from './world/a-service.js';
import { aWorld, seed } from './world/a-world.js';
import { inDatabase } from './world/open-database.js';
import { runCommand } from './world/run-command.js';
import { aBoundApp, anApp, bind, connect } from './world/set-up.js';
import { until } from './world/until.js';

async function aFake(options: Parameters<typeof startFakeOrchestrator>[0] = {}): Promise<FakeOrchestrator> {
  const fake = await startFakeOrchestrator({ manual: true, ...options });
  onTestFinished(() => fake.close());
  return fake;
}

/** A service with a connection and a process on it. */
async function aConnectedService() {
  const fake = await aFake();
  const dataFolder = await aFolder();
  const service = await aService(dataFolder);
  const reachable = { ...service, fake };
  const connectionId = await connect(reachable);
  const app = await anApp(reachable);
  const processId = await bind(reachable, app.id, connectionId);
  const environment = { CUELIGHT_EGRESS_ALLOW: '127.0.0.1', CUELIGHT_PUBLIC_URL: service.url };
  const check = (...args: readonly string[]) => runCommand(['check', ...args], dataFolder, environment);
  return { fake, dataFolder, service, connectionId, processId, app, check };
}

describe('cuelight check <connection>', () => {
  it('prints a tree of what was asked and seen, and ends with 0, when nothing is wrong', async () => {
    const { connectionId, processId, check } = await aConnectedService();

    const { code, stdout, stderr } = await check(connectionId, '--process', processId);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^Nothing is wrong\.\n\nThe way to the server\n├─ ok {4}Does the name/);
    expect(stdout).toContain('└─ ok    Does a signed ping from Orchestrator arrive here?  [webhook-delivered]');
    expect(stderr).toContain('Checking Finance Orchestrator (');
    expect(stderr).toContain('  ok    credentials-accepted\n');
  });

  it('names the cause first, with what to do, and ends with 1', async () => {
    const { fake, connectionId, check } = await aConnectedService();
    await fake.close();

    const { code, stdout } = await check(connectionId);

    expect(code).toBe(1);
    expect(stdout).toMatch(/^It does not work\.\nCause: port-closed {2}\[port-open\]\n {2}The server, or a firewall/);
    expect(stdout).toContain('  What to do: An app designer compares the port');
    expect(stdout).toContain('Not asked, because "port-open" failed.');
  });

  it('makes the checks of a complaint alone', async () => {
    const { connectionId, check } = await aConnectedService();

    const { stdout } = await check(connectionId, '--symptom', 'cannot-connect');

    expect(stdout).not.toContain('[robot-able]');
  });

  it('lets no name that comes from elsewhere steer the terminal', async () => {
    const { connectionId, processId, check, dataFolder } = await aConnectedService();
    await inDatabase(dataFolder, (_, knex) =>
      knex('process_references').update({ folder_path: '\u001b[2JShared\u202e' }),
    );

    const { stdout } = await check(connectionId, '--process', processId);

    expect(stdout).toContain('?[2JShared?');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it.each([
    [['--symptom', 'slow', 'c1'], 'needs a --symptom that is one of cannot-connect, no-processes, cannot-invoke'],
    [['c1', '--url', 'https://a.example'], 'takes one of <connection>, --url and --all at a time'],
    [['--url', 'https://a.example', '--process', 'p1'], 'takes --process only with <connection>'],
    [['c1', '--ca-file', 'ca.pem'], 'takes --ca-file only with --url'],
    [['c1', '--repair'], 'takes --repair only with --all'],
  ])('refuses %o with what is accepted', async (args, complaint) => {
    expect(await runCommand(['check', ...args])).toEqual({
      code: 2,
      stdout: '',
      stderr: `cuelight check ${complaint}.\n`,
    });
  });
});

describe('cuelight check --url', () => {
  const checkUrl = async (url: string, ...args: readonly string[]) =>
    runCommand(['check', '--url', url, ...args], await aMigratedFolder(), {
      CUELIGHT_EGRESS_ALLOW: 'localhost,127.0.0.1',
    });

  async function aMigratedFolder(): Promise<string> {
    const folder = await aFolder();
    await runCommand(['migrate'], folder);
    return folder;
  }

  it.each([
    ['ca', undefined],
    ['self-signed', 'self-signed'],
    ['expired', 'certificate-expired'],
    ['not-yet-valid', 'certificate-not-yet-valid'],
    ['wrong-host', 'certificate-for-another-host'],
    ['missing-intermediate', 'intermediate-missing'],
  ] as const)('finds of an Orchestrator with the TLS mode %s: %s', async (tls, cause) => {
    const { url, caFile } = await aFake({ tls });

    const { code, stdout } = await checkUrl(url, '--ca-file', caFile ?? '');

    expect(/Cause: (\S+)/.exec(stdout)?.[1]).toBe(cause);
    expect(code).toBe(cause === undefined ? 0 : 1);
  });

  it('finds that nothing listens', async () => {
    const closed = await startClosedPort();

    expect((await checkUrl(closed.url)).stdout).toContain('Cause: port-closed');
  });

  it.each([
    [['http://orchestrator.example'], 'must use https'],
    [['https://a.example', '--ca-file', '/no/such/file'], 'The file /no/such/file cannot be read'],
  ])('refuses %o with the reason', async (args, complaint) => {
    const [url = '', ...rest] = args;

    expect(await checkUrl(url, ...rest)).toMatchObject({ code: 1, stderr: expect.stringContaining(complaint) });
  });

  it('takes no authority that is none', async () => {
    const { url } = await aFake({ tls: 'ca' });
    const certificate = new URL('./fixtures/first.pem', import.meta.url).pathname;
    expect(await readFile(certificate, 'utf8')).toContain('BEGIN CERTIFICATE');

    const { code, stderr } = await checkUrl(url, '--ca-file', certificate);

    expect([code, stderr]).toEqual([1, expect.stringContaining('is not a CA certificate')]);
  });
});

describe('POST /v1/connections/{id}/check', () => {
  it('answers the diagnosis, whatever it is, and keeps it', async () => {
    const world = await aWorld();
    const { connectionId, app, processId } = await aBoundApp(world);
    const path = `/v1/connections/${connectionId}`;
    expect((await app.designer.get(`${path}/diagnosis`)).body).toMatchObject({ status: 404, code: 'not-diagnosed' });

    world.fake.admin.removeRelease(seed.echoText);
    const answer = await app.designer.post(`${path}/check`, { symptom: 'cannot-invoke', processId });

    expect(answer).toMatchObject({
      status: 200,
      body: { verdict: 'fail', rootCause: 'process-there', symptom: 'cannot-invoke', processId },
    });
    expect((await app.designer.get(`${path}/diagnosis?processId=${processId}`)).body).toEqual(answer.body);
  });

  it('shows a designer no process of another app', async () => {
    const world = await aWorld();
    const { connectionId, processId } = await aBoundApp(world);
    const other = await anApp(world);
    const path = `/v1/connections/${connectionId}`;
    await world.client().post(`${path}/check`, { processId });

    expect((await other.designer.post(`${path}/check`, { processId })).body).toMatchObject({
      code: 'process-not-found',
    });
    expect((await other.designer.get(`${path}/diagnosis?processId=${processId}`)).body).toMatchObject({
      code: 'not-diagnosed',
    });
  });

  it.each([
    [{ symptom: 'slow' }, 'symptom'],
    [{ processId: 'no id' }, 'processId'],
    [{ deep: true }, 'deep'],
  ])('refuses %o, naming the field', async (body, field) => {
    const world = await aWorld();
    const connectionId = await connect(world);

    const answer = await world.client().post(`/v1/connections/${connectionId}/check`, body);

    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body.errors)).toContain(field);
  });
});

describe('a start that fails', () => {
  it('links to the diagnosis that it brought about', async () => {
    const world = await aWorld();
    const { connectionId, app, processId } = await aBoundApp(world);
    world.fake.admin.removeRelease(seed.echoText);

    const failed = await app.runtime.post(`/v1/processes/${processId}/jobs`, {});

    const path = `/v1/connections/${connectionId}/diagnosis?processId=${processId}`;
    expect(failed.body).toMatchObject({ code: 'release-not-found', links: { diagnosis: path } });
    const diagnosis = await until(async () => {
      const { status, body } = await app.designer.get(path);
      return status === 200 ? body : undefined;
    }, 'the diagnosis');
    expect(diagnosis).toMatchObject({ rootCause: 'process-there', symptom: 'cannot-invoke' });
  });
});
