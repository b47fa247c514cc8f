import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFolder } from './world/a-folder.js';
import { aService } from './world/a-service.js';
import { runCommand as run } from './world/run-command.js';

describe('cuelight', () => {
  it.each([[[]], [['dance']], [['keys']]])('%o is no command: it lists those there are', async (args) => {
    const { code, stdout, stderr } = await run(args);

    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('keys create');
  });

  it('tells what there is, and of each command what it takes', async () => {
    const all = await run(['--help']);
    const one = await run(['keys', 'create', '--help']);

    expect(all).toMatchObject({ code: 0, stderr: '' });
    expect(all.stdout).toContain('serve');
    expect(one).toMatchObject({ code: 0, stderr: '' });
    expect(one.stdout).toContain('cuelight keys create --app <app id> --name <text> --scope <admin|designer|runtime>');
  });

  it.each([
    [['serve', '--port', '80'], 'cuelight serve does not know --port; it takes none.'],
    [['serve', '-p', '80'], 'cuelight serve does not know -p; it takes none.'],
    [['keys', 'list', '--ap', 'x'], 'cuelight keys list does not know --ap; it takes --app.'],
    [['keys', 'list'], 'cuelight keys list needs --app.'],
    [['keys', 'list', '--app'], 'cuelight keys list needs --app.'],
    [['keys', 'revoke', '--app', 'x'], 'cuelight keys revoke needs <key id>.'],
    [['support-bundle', '--file'], 'cuelight support-bundle needs --file <path>.'],
    [['support-bundle', 'it.json'], 'cuelight support-bundle takes 0 values without a flag, not 1.'],
    [['audit', 'verify', '--anchor'], 'cuelight audit verify needs --anchor <number:hash>.'],
    [['migrate', 'now'], 'cuelight migrate takes 0 values without a flag, not 1.'],
  ])('%o is refused with what is accepted', async (args, sentence) => {
    const { code, stderr } = await run(args);

    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });
});

describe('cuelight migrate', () => {
  it('says what it applied, and that nothing is left the second time', async () => {
    const folder = await aFolder();

    const first = await run(['migrate'], folder);
    const second = await run(['migrate'], folder);

    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^(Applied 00\d\d-[\w-]+\n)+The database is up to date\.\n$/);
    expect(second).toMatchObject({ code: 0, stdout: 'The database was up to date.\n' });
  });
});

describe('cuelight keys', () => {
  it('makes, lists and revokes keys beside a running service', async () => {
    const folder = await aFolder();
    const service = await aService(folder);
    const app = await service.client().post('/v1/apps', { name: 'Portal' });
    const appId = String(app.body.id);

    const made = await run(['keys', 'create', '--app', appId, '--name', 'night run', '--scope', 'runtime'], folder);
    const key = made.stdout.trim();
    const before = await service.client(key).get(`/v1/apps/${appId}/processes`);
    const listed = await run(['keys', 'list', '--app', appId], folder);
    const keyId = listed.stdout.split(' ')[0] ?? '';
    const revoked = await run(['keys', 'revoke', '--app', appId, keyId], folder);
    const after = await service.client(key).get(`/v1/apps/${appId}/processes`);

    expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining('shown this once') });
    expect(before.status).toBe(200);
    expect(listed).toMatchObject({ code: 0, stdout: expect.stringMatching(/runtime .* night run\n$/) });
    expect(listed.stdout).not.toContain(key);
    expect(revoked).toMatchObject({ code: 0, stdout: `Revoked ${keyId}\n` });
    expect(after.status).toBe(401);
  });

  it('says what is wrong with what it was given', async () => {
    const folder = await aFolder();
    await run(['migrate'], folder);

    const scope = await run(['keys', 'create', '--app', 'x', '--name', 'n', '--scope', 'root'], folder);
    const app = await run(['keys', 'list', '--app', 'none'], folder);

    expect(scope).toMatchObject({ code: 2, stderr: '--scope must be one of admin, designer, runtime.\n' });
    expect(app).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no app none.') });
  });

  it.each([
    ['create', ['--app', 'x', '--name', 'n', '--scope', 'runtime']],
    ['list', ['--app', 'x']],
    ['revoke', ['--app', 'x', 'y']],
  ])('makes no database to %s keys in', async (command, args) => {
    const folder = await aFolder();

    const { code, stderr } = await run(['keys', command, ...args], join(folder, 'elsewhere'));

    expect(code).toBe(1);
    expect(stderr).toContain(`There is no database ${join(folder, 'elsewhere', 'cuelight.db')}.`);
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not touch a database that is not up to date', async () => {
    const folder = await aFolder();
    await writeFile(join(folder, 'cuelight.db'), '');

    const { code, stderr } = await run(['keys', 'list', '--app', 'x'], folder);

    expect(code).toBe(1);
    expect(stderr).toContain('Run cuelight migrate');
  });
});
