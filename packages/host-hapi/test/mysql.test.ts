import { readdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { allCommands } from '../src/cli/all-commands.js';
import { runCli } from '../src/cli/run-cli.js';
import { aFolder } from './world/a-folder.js';
import { aMysqlDatabase, needsMysql } from './world/a-mysql-database.js';
import { aService } from './world/a-service.js';
import { adminKey } from './world/a-world.js';
import { listen, statesOf } from './world/listener.js';
import { aBoundApp } from './world/set-up.js';
import { until } from './world/until.js';

const masterKeys = `k1:${Buffer.alloc(32, 1).toString('base64')}`;

async function aSystem(options: Parameters<typeof startFakeOrchestrator>[0]) {
  const database = await aMysqlDatabase();
  const fake = await startFakeOrchestrator(options);
  onTestFinished(() => fake.close());
  const dataFolder = await aFolder();
  const environment = { CUELIGHT_DATABASE_URL: database.proxy.url, CUELIGHT_MASTER_KEYS: masterKeys };
  const service = await aService(dataFolder, environment);
  const bound = await aBoundApp({ ...service, fake });
  const start = async () => {
    const answer = await bound.app.runtime.post(`/v1/processes/${bound.processId}/jobs`, { input: { in_Text: 'hi' } });
    const jobKey = String(answer.body.jobKey);
    return { answer, jobKey, events: `/v1/processes/${bound.processId}/jobs/${jobKey}/events` };
  };
  return { ...bound, database, fake, dataFolder, environment, service, start };
}

describe('the service on MySQL', () => {
  needsMysql();

  it('does the main job, keeps nothing beside the database, and tells nobody its password', async () => {
    const { service, app, start, dataFolder, database } = await aSystem({ jobMs: [100, 200] });
    const following = await listen(service.url, `/v1/apps/${app.id}/events`, app.keys.runtime);
    await following.waitFor(({ event }) => event === 'snapshot');

    const { answer } = await start();
    const last = await following.waitFor(({ data }) => data.state === 'Successful');
    await service.stop();

    expect(answer).toMatchObject({ status: 202, body: { state: 'Pending' } });
    expect(last.data.output).toEqual({ out_Text: 'hi' });
    expect(await readdir(dataFolder)).toEqual([]);
    const logged = service.logged.join('');
    expect(logged).not.toContain(database.password);
    expect(logged).not.toContain(encodeURIComponent(database.password));
  });

  it('finds everything again after a restart, as does another host on the same database once it has ended', async () => {
    const { service, connectionId, app, environment } = await aSystem({ manual: true });
    const answers = async (host: typeof service) => {
      expect(await host.client().get(`/v1/connections/${connectionId}/folders`)).toMatchObject({ status: 200 });
      expect(await host.client(app.keys.runtime).get(`/v1/apps/${app.id}/processes`)).toMatchObject({ status: 200 });
    };
    await service.stop();
    await service.start();
    await answers(service);
    await service.stop();

    await answers(await aService(await aFolder(), environment));
  });

  it('does not start beside another one, of whose events it would not learn', async () => {
    const { environment } = await aSystem({ manual: true });

    await expect(aService(await aFolder(), environment)).rejects.toThrow(
      `Another service is at work on this database: ${hostname()}, process ${process.pid}.`,
    );
  });

  it('answers 503 while the database is gone, keeps streams open, and goes on by itself when it is back', async () => {
    const { service, app, start, fake, database } = await aSystem({ manual: true });
    const { jobKey, events } = await start();
    const following = await listen(service.url, events, app.keys.runtime);
    await following.waitFor(({ event }) => event === 'snapshot');

    database.proxy.cut();
    const [read, written, byApp, ready, alive] = [
      await service.client().get('/v1/connections'),
      await service.client().post('/v1/apps', { name: 'Another portal' }),
      await app.runtime.get(`/v1/apps/${app.id}/processes`),
      await service.client().get('/readyz'),
      await service.client().get('/healthz'),
    ];
    fake.admin.setJobState(jobKey, { state: 'Running' });
    await following.waitFor(({ data }) => data.state === 'Running');
    database.proxy.mend();
    await until(async () => (await service.client().get('/readyz')).status === 200 || undefined, 'the database');

    for (const refused of [read, written, byApp]) {
      expect(refused).toMatchObject({ status: 503, body: { code: 'storage-unavailable' } });
      expect(refused.headers['retry-after']).toBe('10');
      expect(refused.body.detail).toContain('It does not answer');
    }
    expect(ready).toMatchObject({ status: 503, body: { code: 'not-ready' }, headers: { 'retry-after': '10' } });
    expect(alive.status).toBe(200);
    expect(await service.client().get('/v1/connections')).toMatchObject({ status: 200 });
    expect(await service.client().post('/v1/apps', { name: 'Another portal' })).toMatchObject({ status: 201 });
    expect(await start()).toMatchObject({ answer: { status: 202 } });
    fake.admin.setJobState(jobKey, { state: 'Successful', output: { out_Text: 'hi' } });
    await following.waitForEnd();
    expect(statesOf(following)).toEqual(['Pending', 'Running', 'Successful']);
  });

  it('makes a support bundle, and tells how it stands, while the database is gone, with that in place of what is in it', async () => {
    const { service, database } = await aSystem({ manual: true });
    const before = await service.client().get('/v1/support-bundle');

    database.proxy.cut();
    const { status, body, text } = await service.client().get('/v1/support-bundle');
    const system = await service.client().get('/v1/system');
    database.proxy.mend();

    const failure = { code: 'storage-unavailable', detail: expect.stringContaining('It does not answer') };
    expect(before).toMatchObject({ status: 200, body: { database: { kind: 'mysql' }, audit: { isSound: true } } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ database: { failure }, hosts: { failure }, connections: { failure }, audit: { failure } },
      failures: { inTheLastHours: 24 },
    });
    expect(system).toMatchObject({
      status: 200,
      body: { ...{ database: { failure }, hosts: { failure }, connections: { failure } }, events: 'memory' },
    });
    expect(before.text + text + system.text).not.toContain(database.password);
  });

  it('says why it cannot start, and what to do, when the database is not there', async () => {
    const database = await aMysqlDatabase();
    database.proxy.cut();

    const { code, stderr } = await run(['migrate'], database.proxy.url);

    expect(code).toBe(1);
    expect(stderr).toMatch(/The database server at 127\.0\.0\.1:\d+ cannot be reached \(PROTOCOL_CONNECTION_LOST\)/);
    expect(stderr).toContain('Check CUELIGHT_DATABASE_URL');
    expect(stderr).not.toContain(database.password);
  });

  it('is brought up to date by cuelight migrate, and says which master key is missing', async () => {
    const database = await aMysqlDatabase();

    const first = await run(['migrate'], database.url);
    const second = await run(['migrate'], database.url);
    const otherKey = await run(['migrate'], database.url, masterKeys.replace('k1', 'k2'));

    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('Applied 0001-connections-and-apps') });
    expect(second).toMatchObject({ code: 0, stdout: 'The database was up to date.\n' });
    expect(otherKey).toMatchObject({ code: 1, stderr: expect.stringContaining('k1') });
  });
});

async function run(args: readonly string[], url: string, keys = masterKeys) {
  const written = { stdout: '', stderr: '' };
  const code = await runCli(allCommands, args, {
    print: (line) => (written.stdout += `${line}\n`),
    tell: (line) => (written.stderr += `${line}\n`),
    environment: { CUELIGHT_DATABASE_URL: url, CUELIGHT_MASTER_KEYS: keys, CUELIGHT_ADMIN_KEY: adminKey },
  });
  return { code, ...written };
}
