import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { anApp } from '@cuelight/test-harness/contracts/examples';
import { type MysqlServer, startMysqlServer } from '@cuelight/test-harness/mysql-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMysql } from '../../src/persistence/mysql/index.js';
import { type Migrated, openMigratedMysql } from './open-migrated.js';

const password = 'canary-2e60';

/** A server of these tests' own, since they set what all who use it feel. */
let server: MysqlServer | undefined;
let files: string;
let url: string;
let admin: Migrated;

beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'cuelight-test-'));
  await present('good');
  server = await startMysqlServer({
    serverArguments: [
      `--ssl-cert=${join(files, 'cert.pem')}`,
      `--ssl-key=${fileOf('server.key')}`,
      // Under another kind of table than InnoDB there is a limit to fill without filling the machine's disk.
      '--myisam-data-pointer-size=2',
    ],
  });
  if (server === undefined) return;
  const opened = await openMysql({ url: `${server.url}/information_schema` });
  if (!opened.ok) throw new Error(opened.failure.detail);
  await opened.value.knex.raw('CREATE DATABASE test');
  await opened.value.close();
  admin = await openMigratedMysql(`${server.url}/test`);
  await admin.knex.raw(`CREATE USER 'app'@'%' IDENTIFIED BY '${password}'`);
  await admin.knex.raw("GRANT ALL PRIVILEGES ON test.* TO 'app'@'%'");
  url = Object.assign(new URL(`${server.url}/test`), { hostname: 'localhost', username: 'app', password }).href;
});
beforeEach(({ skip }) =>
  skip(server === undefined, 'CUELIGHT_TEST_MYSQL_URL does not help here: mariadbd or mysqld must be installed'),
);
afterAll(async () => {
  await admin?.close();
  await server?.stop();
  await rm(files, { recursive: true, force: true });
});

describe('a MySQL server with a certificate', () => {
  const withTls = () => `${url}?tls=required`;

  it('is spoken with by TLS when its authority is trusted', async () => {
    await presentAnew('good');

    const { knex, close } = await openMigratedMysql(withTls(), { caPem: await pem('ca') });
    const [[status]] = await knex.raw("SHOW SESSION STATUS LIKE 'Ssl_version'");
    await close();

    expect(status.Value).toMatch(/^TLSv1\.[23]$/);
  });

  it.for([
    ['good', 'its authority is not trusted', false],
    ['wrong-host', 'it names another host', true],
    ['expired', 'it has expired', true],
    ['self-signed', 'nobody vouches for it', true],
  ] as const)('is sent no password when its certificate is %s: %s', async ([name, , isTrusted]) => {
    await presentAnew(name);
    const caPem = await pem('ca');

    const opened = await openMysql({ url: withTls(), ...(isTrusted && { caPem }) });

    const detail = opened.ok ? 'it was opened' : opened.failure.detail;
    if (opened.ok) await opened.value.close();
    expect(detail).toContain('presents a certificate that is not trusted, has expired or names another host');
    expect(detail).toContain('HANDSHAKE_SSL_ERROR');
  });
});

describe('a MySQL server that is set to read only', () => {
  it('is read still, says so to who writes, and is written again once it may be', async () => {
    const { persistence, close } = await openMigratedMysql(url);
    await persistence.apps.insert(anApp({ id: 'one' }));

    await admin.knex.raw('SET GLOBAL read_only = 1');
    const refused = await persistence.apps.insert(anApp({ id: 'two' }));
    const kept = await persistence.apps.find('one');
    await admin.knex.raw('SET GLOBAL read_only = 0');
    const mended = await persistence.apps.insert(anApp({ id: 'two' }));
    await close();

    expect(refused).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });
    expect(refused.ok || refused.failure.detail).toContain('(ER_OPTION_PREVENTS_STATEMENT). It can be read but not');
    expect(kept).toEqual({ ok: true, value: anApp({ id: 'one' }) });
    expect(mended).toEqual({ ok: true, value: undefined });
  });
});

describe('a MySQL server whose disk is full', () => {
  it('says so, keeps what it had, and goes on once there is space', async () => {
    const { persistence, close } = await openMigratedMysql(url);
    const { sealedRecords } = persistence;
    const record = (version: number) => ({
      name: 'credential',
      version: String(version),
      owner: 'connection',
      masterKeyId: 'k1',
      sealed: 'x'.repeat(10_000),
    });
    await admin.knex.raw('ALTER TABLE sealed_records ENGINE = MyISAM');

    let count = 0;
    let outcome = await sealedRecords.insert(record(count));
    while (outcome.ok && count < 100) {
      count += 1;
      outcome = await sealedRecords.insert(record(count));
    }
    const found = await sealedRecords.find('credential', String(count - 1));
    await admin.knex.raw('ALTER TABLE sealed_records ENGINE = InnoDB');
    const mended = await sealedRecords.insert(record(count));
    await close();

    expect(outcome).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });
    expect(outcome.ok || outcome.failure.detail).toContain(
      '(ER_RECORD_FILE_FULL). Its disk is full: free space on it.',
    );
    expect(found).toEqual({ ok: true, value: record(count - 1) });
    expect(mended).toEqual({ ok: true, value: undefined });
  });
});

/** Presents another certificate from the next connection on. */
async function presentAnew(name: string): Promise<void> {
  await present(name);
  const [[{ version }]] = await admin.knex.raw('SELECT VERSION() AS version');
  await admin.knex.raw(/mariadb/i.test(version) ? 'FLUSH SSL' : 'ALTER INSTANCE RELOAD TLS');
}

function present(name: string): Promise<void> {
  return copyFile(fileOf(`${name}.pem`), join(files, 'cert.pem'));
}

function pem(name: string): Promise<string> {
  return readFile(fileOf(`${name}.pem`), 'utf8');
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(`./certificates/${name}`, import.meta.url));
}
