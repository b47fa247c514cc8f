import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { aConnection, anApp, exampleId } from '@cuelight/test-harness/contracts/examples';
import { describe, expect, it } from 'vitest';
import { openMysql } from '../../src/persistence/mysql/index.js';
import { createSqlPersistence } from '../../src/persistence/sql/index.js';
import { stored } from '../../src/persistence/sql/stored.js';
import { runNode } from '../run-node.js';
import { temporaryFolder } from '../temporary-folder.js';
import { aProxyTo } from './a-proxy.js';
import { oneMigratedMysql, oneMysqlDatabase, openOnServer } from './mysql-database.js';
import { openMigratedMysql } from './open-migrated.js';

const canary = 'canary-9b2f';
const done = { ok: true, value: undefined };

describe('opening a MySQL database', () => {
  const database = oneMysqlDatabase();

  it.each([
    ['the user is unknown', { username: 'nobody', password: canary }, /refuses the user or its password/],
    [
      'there is no such database',
      { pathname: `/${canary}` },
      /has no database of this name|does not let the user into/,
    ],
    ['nobody listens there', { port: '9' }, /cannot be reached \(ECONNREFUSED\)/],
  ])('says so when %s, and tells no password', async (_, change, detail) => {
    const url = Object.assign(new URL(database.url), change);

    const opened = await openMysql({ url: url.href });

    expect(opened).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });
    expect(opened.ok || opened.failure.detail).toMatch(detail);
    expect(inspect(opened, { depth: 9 })).not.toContain(canary);
  });

  it('sends nothing to a server that does not offer TLS where that is required', async () => {
    const url = new URL(database.url);
    url.hostname = 'localhost';
    url.searchParams.set('tls', 'required');
    url.password = canary;

    const opened = await openMysql({ url: url.href });

    expect(opened.ok || opened.failure.detail).toMatch(/does not offer TLS.*HANDSHAKE_NO_SSL_SUPPORT/);
  });

  it('speaks in the same way whatever the server is set to', async () => {
    const { knex, close } = await openMigratedMysql(database.url);
    const [[settings]] = await knex.raw(
      'SELECT @@sql_mode AS mode, @@time_zone AS zone, @@character_set_client AS charset',
    );
    await close();

    expect(settings.mode.split(',')).toContain('STRICT_ALL_TABLES');
    expect(settings.mode).not.toMatch(/ANSI_QUOTES|NO_BACKSLASH_ESCAPES/);
    expect(settings).toMatchObject({ zone: '+00:00', charset: 'utf8mb4' });
  });

  it('tells which packages to install when they are missing', async () => {
    const folder = await temporaryFolder();
    const core = dirname(fileURLToPath(import.meta.resolve('@cuelight/core')));
    const adapters = dirname(dirname(fileURLToPath(import.meta.resolve('@cuelight/adapters/trust'))));
    await cp(join(core, '..'), join(folder, 'node_modules/@cuelight/core'), { recursive: true });
    await cp(join(adapters, 'trust'), join(folder, 'trust'), { recursive: true });
    await cp(join(adapters, 'persistence/mysql'), join(folder, 'persistence/mysql'), { recursive: true });

    const printed = await runNode(
      `import { openMysql } from './persistence/mysql/index.js';
       await openMysql({ url: 'mysql://a:b@localhost/c' }).catch((error) => console.log(error.message));`,
      folder,
    );

    expect(printed.trim()).toMatch(/^MySQL needs the packages knex and mysql2.*npm install knex@\S+ mysql2@\S+$/);
  });
});

describe('texts and numbers in MySQL', () => {
  const database = oneMigratedMysql();

  it.each([
    ['another case', 'PORTAL'],
    ['another accent', 'pórtal'],
    ['a space at its end', 'portal '],
    ['a NUL at its end', 'portal\0'],
    ['another form of the same letter', 'po\u0301rtal'],
  ])('are another text with %s', async (_, id) => {
    const { apps } = database().persistence;
    await apps.insert(anApp({ id: 'portal' }));

    expect(await apps.find(id)).toEqual(done);
    expect(await apps.insert(anApp({ id }))).toEqual(done);
    expect(await apps.find(id)).toEqual({ ok: true, value: anApp({ id }) });
  });

  it('are listed in the order of their bytes', async () => {
    const { apps } = database().persistence;
    const ids = ['a', 'B', 'ä', 'Z', 'z', '🎭', 'aa', 'a '];
    for (const id of ids) await apps.insert(anApp({ id }));

    const listed = await apps.list({ limit: 100 });

    const inOrder = [...ids].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(listed.ok && listed.value.map(({ id }) => id)).toEqual(inOrder);
  });

  it.each([
    ['quotes and backslashes', String.raw`'; DROP TABLE apps; -- \' " \\`],
    ['a NUL', 'cut\0off'],
    ['emoji', '👩‍👩‍👧‍👦 🎭'],
  ])('come back with %s', async (_, name) => {
    const { apps } = database().persistence;

    await apps.insert(anApp({ name }));

    expect(await apps.find(anApp().id)).toEqual({ ok: true, value: anApp({ name }) });
  });

  it('come back when they are longer than 64 kB', async () => {
    const { connections, sealedRecords } = database().persistence;
    const long = 'x'.repeat(1_000_000);
    const connection = aConnection({ target: { ...aConnection().target, caPem: long } });
    const record = { name: 'n', version: '1', owner: 'o', masterKeyId: 'k1', sealed: long };

    await connections.insert(connection);
    await sealedRecords.insert(record);

    expect(await connections.find(connection.id)).toEqual({ ok: true, value: connection });
    expect(await sealedRecords.find('n', '1')).toEqual({ ok: true, value: record });
  });

  it('come back when they are the largest whole numbers that are exact', async () => {
    const { apps } = database().persistence;
    const app = anApp({ createdAtMs: Number.MAX_SAFE_INTEGER });

    await apps.insert(app);

    expect(await apps.find(app.id)).toEqual({ ok: true, value: app });
  });

  it('are refused when they are larger', async () => {
    const { knex, persistence } = database();
    await persistence.apps.insert(anApp());
    await knex('apps').update({ created_at_ms: '9007199254740993' });

    await expect(persistence.apps.find(anApp().id)).rejects.toThrow('created_at_ms');
  });

  it('are not cut off when a column cannot hold them', async () => {
    const { apps } = database().persistence;

    await expect(apps.insert(anApp({ id: 'x'.repeat(65) }))).rejects.toThrow('ER_DATA_TOO_LONG');

    expect(await apps.list({ limit: 10 })).toEqual({ ok: true, value: [] });
  });
});

describe('hosts that share a MySQL database', () => {
  const database = oneMysqlDatabase();

  it('let through exactly one of the changes that they make of the same revision', async () => {
    const hosts = [await openMigratedMysql(database.url), await openMigratedMysql(database.url)];
    await hosts[0]?.persistence.connections.insert(aConnection());

    const outcomes = await Promise.all(
      [1, 2, 3, 4].flatMap(() => hosts.map((host) => host.persistence.connections.replace(aConnection()))),
    );

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    await Promise.all(hosts.map((host) => host.close()));
  });

  it('make a change again that was undone because two of them stopped each other', async () => {
    const { knex, persistence, close } = await openMigratedMysql(database.url);
    await persistence.apps.insert(anApp({ id: 'a' }));
    await persistence.apps.insert(anApp({ id: 'b' }));
    let waiting = 2;
    let meet = () => {};
    const bothHaveOne = new Promise<void>((resolve) => {
      meet = () => {
        waiting -= 1;
        if (waiting === 0) resolve();
      };
    });
    const change = (first: string, second: string) =>
      stored('rename two apps', () =>
        knex.transaction(async (transaction) => {
          await transaction('apps').where({ id: first }).increment('created_at_ms');
          meet();
          await bothHaveOne;
          await transaction('apps').where({ id: second }).increment('created_at_ms');
        }),
      );

    expect(await Promise.all([change('a', 'b'), change('b', 'a')])).toEqual([done, done]);

    const changed = { createdAtMs: anApp().createdAtMs + 2 };
    expect(await persistence.apps.list({ limit: 9 })).toMatchObject({ value: [changed, changed] });
    await close();
  });
});

describe('a MySQL server that goes away', () => {
  const database = oneMysqlDatabase();
  const times = { connectTimeoutMs: 300, statementTimeoutMs: 300 };

  it('fails reads and writes at once, and serves them again once it is back', async () => {
    const proxy = await aProxyTo(database.url);
    const { persistence, close } = await openMigratedMysql(proxy.url, times);
    const { apps } = persistence;
    await apps.insert(anApp());

    proxy.cut();
    const [read, written] = [await apps.find(anApp().id), await apps.insert(anApp({ id: 'other' }))];
    const isHealthy = await persistence.isHealthy();
    proxy.mend();

    for (const outcome of [read, written]) {
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });
      expect(outcome.ok || outcome.failure.detail).toContain('It does not answer');
    }
    expect(isHealthy).toBe(false);
    expect(await persistence.isHealthy()).toBe(true);
    expect(await apps.find(anApp().id)).toEqual({ ok: true, value: anApp() });
    expect(await apps.insert(anApp({ id: 'other' }))).toEqual(done);
    await close();
  });

  it('fails in bounded time when the network swallows everything, and no old connection is tried afterwards', async () => {
    const proxy = await aProxyTo(database.url);
    const { persistence, close } = await openMigratedMysql(proxy.url, times);
    const { connections } = persistence;
    // Several connections are open and idle.
    await Promise.all(Array.from({ length: 8 }, () => connections.list({ limit: 1 }, ['verified'])));

    proxy.freeze();
    const fromMs = performance.now();
    const read = await connections.find(exampleId(1));
    const written = await connections.replace(aConnection());
    const tookMs = performance.now() - fromMs;
    proxy.mend();
    const after = await Promise.all(Array.from({ length: 8 }, () => connections.find('absent')));

    expect(read).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });
    expect(written).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });
    expect(tookMs).toBeLessThan(10_000);
    expect(after).toEqual(Array.from({ length: 8 }, () => done));
    await close();
  });

  it('fails a statement that another holds up, and keeps the connection in order', async () => {
    const { knex, persistence, close } = await openMigratedMysql(database.url, { statementTimeoutMs: 2_500 });
    await persistence.apps.insert(anApp({ id: 'held' }));
    const held = await knex.transaction();
    await held('apps').where({ id: 'held' }).update({ name: 'Held' });

    const waiting = await persistence.apps.delete('held');
    await held.commit();

    expect(waiting).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });
    expect(await persistence.apps.find('held')).toMatchObject({ ok: true, value: { name: 'Held' } });
    expect(await persistence.apps.delete('held')).toEqual(done);
    await close();
  });
});

describe('a MySQL database that cannot be written', () => {
  const database = oneMysqlDatabase();

  /** The database by way of a user who has only these rights on it. */
  async function openAs(rights: string) {
    const { knex, close } = await openOnServer();
    const url = new URL(database.url);
    const name = url.pathname.slice(1);
    const user = `u${name.slice(-12)}`;
    await knex.raw(`DROP USER IF EXISTS '${user}'@'%'`);
    await knex.raw(`CREATE USER '${user}'@'%' IDENTIFIED BY '${canary}'`);
    await knex.raw(`GRANT ${rights} ON \`${name}\`.* TO '${user}'@'%'`);
    Object.assign(url, { username: user, password: canary });
    const opened = await openMysql({ url: url.href });
    if (!opened.ok) throw new Error(opened.failure.detail);
    const end = async () => {
      await opened.value.close();
      await knex.raw(`DROP USER '${user}'@'%'`);
      await close();
    };
    return { knex: opened.value.knex, persistence: createSqlPersistence(opened.value.knex), end };
  }

  it('says that the user lacks rights, and what was kept is there', async () => {
    const owner = await openMigratedMysql(database.url);
    await owner.persistence.apps.insert(anApp());
    const { persistence, end } = await openAs('SELECT');

    const refused = await persistence.apps.insert(anApp({ id: 'other' }));
    const kept = await persistence.apps.find(anApp().id);

    expect(refused.ok || refused.failure.detail).toMatch(/ER_TABLEACCESS_DENIED_ERROR\)\. It refuses this user/);
    expect(kept).toEqual({ ok: true, value: anApp() });
    await Promise.all([end(), owner.close()]);
  });

  it('says that it is read-only', async () => {
    const { knex, persistence, end } = await openAs('ALL PRIVILEGES');
    await knex.raw('SET SESSION TRANSACTION READ ONLY');

    const refused = await persistence.apps.insert(anApp({ id: 'read-only' }));

    expect(refused.ok || refused.failure.detail).toContain('It can be read but not written');
    expect(await persistence.apps.list({ limit: 1 })).toMatchObject({ ok: true });
    await end();
  });
});
