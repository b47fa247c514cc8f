import { readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Secret } from '@cuelight/core';
import { type FakeOrchestrator, startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { exportedIn, exportFileShape } from '../src/transfer/export-file.js';
import { sealCredentials } from '../src/transfer/sealed-credentials.js';
import { aFolder } from './world/a-folder.js';
import { aService, type Service } from './world/a-service.js';
import type { Row } from './world/client.js';
import { runCommand } from './world/run-command.js';
import { aBoundApp } from './world/set-up.js';

const passphrase = 'correct horse battery staple';
const password = 'admin-password';
const credential = { kind: 'password', username: 'admin', password };

describe('cuelight export and import', () => {
  it('take what was set up to another database, with its credentials sealed', async () => {
    const { fake, service, folder, file, processId, appId, connectionId } = await aSetUpService();
    const keyFile = await aFile(`${passphrase}\n`);
    const other = await anotherService();

    const exported = await run(folder, 'export', '--file', file, '--secrets', 'sealed', '--passphrase-file', keyFile);
    const text = await readFile(file, 'utf8');
    const dry = await run(other.folder, 'import', '--file', file, '--passphrase-file', keyFile, '--dry-run');
    const afterDry = await other.service.client().get('/v1/apps');
    const imported = await run(other.folder, 'import', '--file', file, '--passphrase-file', keyFile);
    const again = await run(other.folder, 'import', '--file', file, '--passphrase-file', keyFile);

    expect(exported).toMatchObject({ code: 0, stdout: expect.stringContaining('1 connections, 1 apps and 1 process') });
    for (const canary of [password, passphrase, 'username']) expect(text).not.toContain(canary);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const lines = (how: string) => `app ${appId}: ${how}\nconnection ${connectionId} with 1 processes: ${how}\n`;
    expect(dry).toMatchObject({ code: 0, stdout: lines('would be made') });
    expect(afterDry.items).toEqual([]);
    expect(imported).toMatchObject({ code: 0, stdout: lines('made') });
    expect(imported.stderr).toContain(`Connection 1 of 1: checking ${fake.url}`);
    expect(again).toMatchObject({ code: 0, stdout: lines('was there') });

    expect((await service.client().get('/v1/audit?limit=2')).items).toMatchObject([
      { action: 'export-credential', phase: 'done', actor: { kind: 'command-line' }, subject: { connectionId } },
      { action: 'export-credential', phase: 'begun' },
    ]);

    // What was imported works, under a key of its own.
    const key = (await run(other.folder, 'keys', 'create', '--app', appId, '--name', 'server', '--scope', 'runtime'))
      .stdout;
    const input = { in_Text: 'hello' };
    const started = await other.service.client(key.trim()).post(`/v1/processes/${processId}/jobs`, { input });
    expect(started.status).toBe(202);
    const row = await other.service.client().get(`/v1/connections/${connectionId}`);
    expect(row.body).toMatchObject({ status: 'verified', subscription: { kind: 'polling' } });
  }, 120_000);

  it('give a connection its webhook when the service starts, one for each database', async () => {
    const { fake, file, folder, connectionId } = await aSetUpService();
    const other = await anotherService();
    await run(folder, 'export', '--file', file);
    await run(other.folder, 'import', '--file', file, '--credentials', await credentialsFor(connectionId));

    await other.service.stop();
    await other.service.start();
    await expect
      .poll(async () => (await other.service.client().get(`/v1/connections/${connectionId}`)).body.subscription)
      .toMatchObject({ kind: 'webhook' });

    const { webhooks } = await fake.admin.state();
    expect(new Set(webhooks.map(({ Url }) => Url)).size).toBe(2);
  });

  it('leave credentials out unless they are to be sealed', async () => {
    const { folder, file, connectionId, appId } = await aSetUpService();
    const other = await anotherService();

    await run(folder, 'export', '--file', file);
    const without = await run(other.folder, 'import', '--file', file);
    const connections = await other.service.client().get('/v1/connections');
    const withOne = await run(
      other.folder,
      'import',
      '--file',
      file,
      '--credentials',
      await credentialsFor(connectionId),
    );

    expect(JSON.parse(await readFile(file, 'utf8'))).not.toHaveProperty('credentials');
    expect(await readFile(file, 'utf8')).not.toContain(password);
    expect(without.code).toBe(1);
    expect(without.stdout).toContain(`app ${appId}: made`);
    expect(without.stdout).toContain('not made: its credential is missing. Give the passphrase of the file');
    expect(connections.items).toEqual([]);
    expect(withOne).toMatchObject({ code: 0, stdout: expect.stringContaining('with 1 processes: made') });
  });

  it('check the connection, and leave nothing of it when its credential is refused', async () => {
    const { folder, file, connectionId } = await aSetUpService();
    const other = await anotherService();
    await run(folder, 'export', '--file', file);
    const wrong = await credentialsFor(connectionId, { ...credential, password: 'canary-wrong' });

    const { code, stdout, stderr } = await run(other.folder, 'import', '--file', file, '--credentials', wrong);

    expect(code).toBe(1);
    expect(stdout).toMatch(/with 1 processes: not made: .*credential/);
    expect(stdout + stderr).not.toContain('canary-wrong');
    expect((await other.service.client().get('/v1/connections')).items).toEqual([]);
  });

  it('tell both targets of an id that another connection has, and change nothing', async () => {
    const { folder, file, service, connectionId, appId } = await aSetUpService();
    await run(folder, 'export', '--file', file);
    await edit(file, (content) => {
      Object.assign(content.connections[0] ?? {}, { orchestratorUrl: 'https://elsewhere.example', tenant: 'Other' });
      Object.assign(content.apps[0] ?? {}, { name: 'Another portal' });
    });
    const before = await service.client().get(`/v1/connections/${connectionId}`);

    const { code, stdout } = await run(
      folder,
      'import',
      '--file',
      file,
      '--credentials',
      await credentialsFor(connectionId),
    );

    expect(code).toBe(1);
    expect(stdout).toContain(`app ${appId}: not made: another app has this id`);
    expect(stdout).toMatch(
      /another connection has this id: here http:\/\/\S+ \(tenant Default\), in the file https:\/\/elsewhere\.example\/? \(tenant Other\)/,
    );
    expect((await service.client().get(`/v1/connections/${connectionId}`)).body).toEqual(before.body);
    expect((await service.client().get('/v1/apps')).items).toMatchObject([{ name: 'Invoice portal' }]);
  });

  it('make nothing on a connection whose app was not made', async () => {
    const { folder, file, connectionId } = await aSetUpService();
    const other = await anotherService();
    await run(folder, 'export', '--file', file);
    await run(other.folder, 'import', '--file', file);
    await edit(file, (content) => Object.assign(content.apps[0] ?? {}, { name: 'Another portal' }));

    const { code, stdout } = await run(
      other.folder,
      'import',
      '--file',
      file,
      '--credentials',
      await credentialsFor(connectionId),
    );

    expect(code).toBe(1);
    expect(stdout).toMatch(/not made: its process \S+ is of app \S+, which was not made\./);
    expect((await other.service.client().get('/v1/connections')).items).toEqual([]);
  });

  it('record who read a credential out and what was imported', async () => {
    const { folder, file, service, connectionId, appId, processId } = await aSetUpService();
    const other = await anotherService();
    await run(folder, 'export', '--file', file);
    await run(other.folder, 'import', '--file', file, '--credentials', await credentialsFor(connectionId));

    const { items } = await other.service.client().get('/v1/audit?limit=200');
    const done = items.filter(({ phase }) => phase === 'done').toReversed();
    expect(done).toMatchObject([
      { action: 'import-app', actor: { kind: 'command-line' }, subject: { appId } },
      { action: 'import-process', subject: { appId, connectionId, processId } },
      { action: 'import-connection', subject: { connectionId } },
    ]);
    expect((await service.client().get('/v1/audit')).text).not.toContain('export-credential');
  });

  it('take named connections alone', async () => {
    const { folder, file, connectionId } = await aSetUpService();

    const unknown = await run(folder, 'export', '--file', file, '--connections', 'nobody');
    const named = await run(folder, 'export', '--file', file, '--connections', connectionId);

    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no connection nobody.') });
    expect(named).toMatchObject({ code: 0, stdout: expect.stringContaining('1 connections') });
  });
});

describe('a file to import', () => {
  const valid = {
    format: 'cuelight-export',
    version: 1,
    connections: [{ id: 'c1', name: 'Finance', orchestratorUrl: 'https://orchestrator.example', tenant: 'Default' }],
    apps: [{ id: 'a1', name: 'Portal', origins: [] }],
    processes: [
      {
        ...{ id: 'p1', appId: 'a1', connectionId: 'c1', folderKey: 'f', folderPath: 'Shared', releaseKey: 'r' },
        ...{ packageId: 'Echo', version: '1.0.0', pinned: false, runOn: 'orchestrator' },
      },
    ],
  };
  const connection = valid.connections[0];
  const faulty: readonly (readonly [string, unknown, string])[] = [
    ['of another kind', { hello: 'canary' }, 'format must be "cuelight-export"'],
    ['of a later version', { ...valid, version: 2 }, 'version must be 1: the file is of another version of Cuelight'],
    ['that is no object', ['canary'], 'The file'],
    ['without a list', { ...valid, apps: undefined }, 'apps '],
    ['with a field too many', { ...valid, secrets: 'canary' }, 'secrets is not a field of this format: remove it'],
    [
      'with a wrong type',
      { ...valid, connections: [{ ...connection, tenant: 7 }] },
      'connections.0.tenant Invalid input: expected string',
    ],
    [
      'with an address that is none',
      { ...valid, connections: [{ ...connection, orchestratorUrl: 'http://user:canary@orchestrator.example' }] },
      'connections.0.orchestratorUrl must be the https address of an Orchestrator',
    ],
    [
      'with a name that would act on a terminal',
      { ...valid, connections: [{ ...connection, name: '\u001b[2Jcanary' }] },
      'connections.0.name must not contain control characters',
    ],
    ['with an id twice', { ...valid, apps: [...valid.apps, ...valid.apps] }, 'apps.1.id is in this list twice'],
    ['with a process of nobody', { ...valid, apps: [] }, 'processes.0.appId is not the id of one of apps'],
    ['with a process on nothing', { ...valid, connections: [] }, 'processes.0.connectionId is not the id of one of'],
    [
      'with credentials as they are',
      { ...valid, credentials: 'canary' },
      'credentials must be credentials as cuelight',
    ],
    ['with a field that would act on a terminal', { ...valid, '\u001b[2J': 1 }, '"\\u001b[2J" is not a field'],
  ];

  it.each(faulty)('%s is refused, by field and with what to do', async (_, content, sentence) => {
    const { code, stdout, stderr } = await importing(JSON.stringify(content));

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^Nothing was imported:\n {2}/);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('canary');
  });

  it.each([
    ['nothing at all', ''],
    ['cut off', JSON.stringify(valid).slice(0, 200)],
    ['deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['with a key that objects inherit from', '{"format":"cuelight-export","version":1,"__proto__":{}}'],
  ])('that is %s is refused', async (_, text) => {
    const { code, stderr } = await importing(text);

    expect(code).toBe(1);
    expect(stderr).toMatch(/^Nothing was imported:\n {2}The file /);
  });

  it('that is huge is refused before it is read', async () => {
    const file = await aFile('{}');
    await truncate(file, 65 * 1024 * 1024);

    const { code, stderr } = await run(await aFolder(), 'import', '--file', file);

    expect(code).toBe(1);
    expect(stderr).toContain(`${file} is larger than 64 MiB.`);
  });

  it('that has many faults is told of with the first of them', async () => {
    const apps = Array.from({ length: 1_000 }, (_, index) => ({ id: `a${index}`, name: '', origins: [] }));

    const { stderr } = await importing(JSON.stringify({ ...valid, apps, processes: [] }));

    expect(stderr.trim().split('\n')).toHaveLength(22);
    expect(stderr).toContain('... and 980 more');
  });

  it('whose credentials were sealed for another target is refused, whoever edited it', async () => {
    for (const change of [
      { orchestratorUrl: 'https://elsewhere.example' },
      { tenant: 'Other' },
      { identityUrl: 'https://elsewhere.example/identity' },
      { caPem: '-----BEGIN CERTIFICATE-----' },
    ]) {
      const credentials = await sealed();
      const edited = { ...valid, connections: [{ ...connection, ...change }], credentials };

      const { code, stderr } = await importing(JSON.stringify(edited), await aFile(passphrase));

      expect(code).toBe(1);
      expect(stderr).toContain('The credential of connection c1 was sealed for another target than the file tells');
    }
  });

  it.each([
    ['another passphrase', 'correct horse battery', 'The passphrase does not open the credentials in the file'],
    ['a short passphrase', 'horse', '--passphrase-file must have a passphrase of 12 characters or more'],
    ['two lines', `${passphrase}\nmore`, '--passphrase-file must have one line'],
  ])('is not opened with %s', async (_, text, sentence) => {
    const content = { ...valid, credentials: await sealed() };

    const { code, stderr } = await importing(JSON.stringify(content), await aFile(text));

    expect(code).toBe(1);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain(text);
  });

  it('whose credentials are damaged, or are none, is told of as such', async () => {
    const credentials = (await sealed()).slice(0, 150);
    const damaged = await importing(JSON.stringify({ ...valid, credentials }), await aFile(passphrase));
    const none = await importing(JSON.stringify(valid), await aFile(passphrase));

    expect(damaged).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('The sealed credentials in the file are damaged'),
    });
    expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('The file has no sealed credentials') });
  });

  it.each([
    ['for another connection', { c2: credential }, '--credentials: c2 is not the id of a connection in the file.'],
    ['of another kind', { c1: { kind: 'canary' } }, '--credentials: c1.kind must be a credential of the kind'],
    ['without its secret', { c1: { kind: 'password', username: 'canary' } }, '--credentials: c1.password '],
  ])('is not imported with a credential %s', async (_, content, sentence) => {
    const [file, credentials] = [await aFile(JSON.stringify(valid)), await aFile(JSON.stringify(content))];

    const { code, stderr } = await run(await aFolder(), 'import', '--file', file, '--credentials', credentials);

    expect(code).toBe(1);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('canary');
  });

  async function sealed(): Promise<string> {
    const file = exportFileShape.parse(valid);
    const credentials = exportedIn(file).connections.map((each) => ({
      connection: each,
      credential: { kind: 'password', username: 'admin', password: new Secret('canary-sealed') } as const,
    }));
    return sealCredentials(credentials, new Secret(passphrase), { workFactor: 6 });
  }
});

describe('a file to export to', () => {
  it.each([
    [['--secrets', 'plain'], 2, '--secrets must be "sealed"'],
    [['--secrets', 'sealed'], 2, '--secrets sealed and --passphrase-file must be given together.'],
    [['--passphrase-file', '/nonexistent'], 2, '--secrets sealed and --passphrase-file must be given together.'],
    [['--secrets', 'sealed', '--passphrase-file', '/nonexistent'], 1, '/nonexistent cannot be read (ENOENT).'],
  ])('is not written with %o', async (flags, expected, sentence) => {
    const folder = await aFolder();

    const { code, stderr } = await run(folder, 'export', '--file', join(folder, 'out.json'), ...flags);

    expect(code).toBe(expected);
    expect(stderr).toContain(sentence);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is never written over', async () => {
    const file = await aFile('precious');

    const { code, stderr } = await run(await aFolder(), 'export', '--file', file);

    expect(code).toBe(1);
    expect(stderr).toContain(`${file} exists already: name another file.`);
    expect(await readFile(file, 'utf8')).toBe('precious');
  });

  it('is told of when it cannot be written', async () => {
    const { folder } = await aSetUpService();

    const { code, stderr } = await run(folder, 'export', '--file', join(folder, 'absent', 'out.json'));

    expect(code).toBe(1);
    expect(stderr).toContain('cannot be written (ENOENT)');
  });
});

interface SetUp {
  readonly fake: FakeOrchestrator;
  readonly service: Service;
  readonly folder: string;
  /** Where to export to. */
  readonly file: string;
  readonly connectionId: string;
  readonly appId: string;
  readonly processId: string;
}

/** A service with a connection, an app and a process reference. */
async function aSetUpService(): Promise<SetUp> {
  const fake = await startFakeOrchestrator({ manual: true });
  onTestFinished(() => fake.close());
  const folder = await aFolder();
  const service = await aService(folder);
  const client = (key?: string) => service.client(key);
  const { connectionId, app, processId } = await aBoundApp({ client, fake });
  return { fake, service, folder, file: join(await aFolder(), 'out.json'), connectionId, appId: app.id, processId };
}

async function anotherService() {
  const folder = await aFolder();
  return { folder, service: await aService(folder) };
}

function run(folder: string, ...args: readonly string[]) {
  return runCommand(args, folder, { CUELIGHT_EGRESS_ALLOW: '127.0.0.1' });
}

async function importing(text: string, passphraseFile?: string) {
  const flags = passphraseFile === undefined ? [] : ['--passphrase-file', passphraseFile];
  return run(await aFolder(), 'import', '--file', await aFile(text), ...flags);
}

async function aFile(text: string): Promise<string> {
  const file = join(await aFolder(), 'a-file');
  await writeFile(file, text);
  return file;
}

function credentialsFor(connectionId: string, given: object = credential): Promise<string> {
  return aFile(JSON.stringify({ [connectionId]: given }));
}

async function edit(file: string, change: (content: Readonly<Record<'connections' | 'apps', Row[]>>) => void) {
  const content = JSON.parse(await readFile(file, 'utf8'));
  change(content);
  await writeFile(file, JSON.stringify(content));
}
