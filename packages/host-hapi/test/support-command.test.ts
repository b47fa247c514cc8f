import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleIn } from './support/a-bundle.js';
import { aFolder } from './world/a-folder.js';
import { aService } from './world/a-service.js';
import { adminKey } from './world/a-world.js';
import { runCommand } from './world/run-command.js';

describe('cuelight support-bundle', () => {
  it('writes a bundle beside a running service to a file that only its owner can read, and says what to do next', async () => {
    const folder = await aFolder();
    await aService(folder);
    const file = join(folder, 'bundle.json');

    const { code, stdout, stderr } = await runCommand(['support-bundle', '--file', file], folder);

    expect({ code, stdout }).toEqual({ code: 0, stdout: `Wrote a support bundle to ${file}\n` });
    expect(stderr).toMatch(/Next: read it, .* then send it to whoever helps\.\n$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(bundleIn(await readFile(file, 'utf8'))).toMatchObject({
      ...{ madeBy: 'command-line', hosts: { alive: [{ kind: 'service' }] }, audit: { isSound: true } },
    });
  });

  it('prints a bundle to read where no file is given, and nothing else', async () => {
    const folder = await aFolder();
    await runCommand(['migrate'], folder);

    const { code, stdout } = await runCommand(['support-bundle'], folder);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^{\n {2}"format": "cuelight-support-bundle",\n/);
    expect(bundleIn(stdout)).toMatchObject({ database: { rows: { connections: 0 } } });
  });

  it('writes over no file', async () => {
    const folder = await aFolder();
    const file = join(folder, 'bundle.json');
    await writeFile(file, 'mine');

    const { code, stderr } = await runCommand(['support-bundle', '--file', file], folder);

    expect({ code, stderr }).toEqual({ code: 1, stderr: `${file} exists already: name another file.\n` });
    expect(await readFile(file, 'utf8')).toBe('mine');
  });

  it('says why it could not write the file', async () => {
    const file = join(await aFolder(), 'no-such-folder', 'bundle.json');

    const { code, stderr } = await runCommand(['support-bundle', '--file', file]);

    expect(code).toBe(1);
    expect(stderr).toContain(`${file} cannot be written (ENOENT)`);
  });

  it('makes a bundle without a database, and makes no database', async () => {
    const folder = await aFolder();

    const { code, stdout, stderr } = await runCommand(['support-bundle'], join(folder, 'elsewhere'));

    expect(code).toBe(0);
    expect(bundleIn(stdout)).toMatchObject({ database: { failure: { code: 'storage-unavailable' } } });
    expect(stderr).toContain('These parts could not be made, and say why: database (storage-unavailable), hosts');
    expect(await readdir(folder)).toEqual([]);
  });

  it('makes a bundle of settings that cannot be used: it has why, and not the value', async () => {
    const environment = { CUELIGHT_PORT: 'canary-77ab', CUELIGHT_DATABASE_URL: 'mysql:/user:canary-77ac@host' };

    const { code, stdout, stderr } = await runCommand(['support-bundle'], undefined, environment);

    const { settings } = bundleIn(stdout);
    expect(code).toBe(0);
    expect(settings.faults).toMatchObject([
      expect.stringMatching(/^CUELIGHT_PORT /),
      expect.any(String),
      expect.any(String),
      expect.any(String),
    ]);
    expect(settings.settings).toContainEqual({
      name: 'CUELIGHT_PORT',
      from: 'given',
      value: '(cannot be used, not shown)',
    });
    expect(stdout + stderr).not.toContain('canary');
  });

  it('makes a bundle where the master key is another one: no secret can be read, everything else can', async () => {
    const folder = await aFolder();
    const service = await aService(folder);
    await service.stop();
    const other = { CUELIGHT_MASTER_KEYS: `k1:${Buffer.alloc(32, 9).toString('base64')}` };

    const { code, stdout } = await runCommand(['support-bundle'], folder, other);

    expect(code).toBe(0);
    expect(bundleIn(stdout)).toMatchObject({
      ...{ database: { rows: { connections: 0 } }, audit: { failure: { code: 'master-key-differs' } } },
      redaction: { notKnown: [{ what: 'stored secrets', code: 'master-key-differs' }] },
    });
  });

  it('shows the settings in force and where each is from, without the secrets', async () => {
    const environment = {
      CUELIGHT_ADMIN_KEY: adminKey,
      CUELIGHT_PORT: '7401',
      CUELIGHT_CREDENTIAL_FINANCE: 'a password',
    };

    const { stdout } = await runCommand(['support-bundle'], undefined, environment);

    const { settings } = bundleIn(stdout);
    expect(settings).toMatchObject({ credentialVariables: ['CUELIGHT_CREDENTIAL_FINANCE'] });
    expect(settings.settings).toEqual(
      expect.arrayContaining([
        { name: 'CUELIGHT_ADMIN_KEY', from: 'given', value: '(a secret, never shown)' },
        { name: 'CUELIGHT_PORT', from: 'given', value: '7401' },
        { name: 'CUELIGHT_LOG_LEVEL', from: 'default', value: 'info' },
      ]),
    );
    expect(stdout).not.toContain(adminKey);
    expect(stdout).not.toContain('a password');
  });
});
