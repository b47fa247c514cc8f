import { chmod, cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aConnection, anApp, exampleId } from '@cuelight/test-harness/contracts/examples';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/persistence/sqlite/index.js';
import { runNode } from '../run-node.js';
import { temporaryFolder } from '../temporary-folder.js';
import { openMigrated } from './open-migrated.js';

describe('opening a SQLite database', () => {
  it('makes folder and files for the service alone', async () => {
    const folder = join(await temporaryFolder(), 'some folder', 'datä#?%20');
    const { close } = await openMigrated(join(folder, 'cuelight.db'));
    const modes = await Promise.all(
      ['.', 'cuelight.db', 'cuelight.db-wal', 'cuelight.db-shm'].map((name) => modeOf(join(folder, name))),
    );
    await close();

    expect(modes).toEqual([0o700, 0o600, 0o600, 0o600]);
  });

  it('leaves the mode of a folder and a file that were there', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'cuelight.db');
    await writeFile(file, '');
    await Promise.all([chmod(folder, 0o750), chmod(file, 0o640)]);

    await (await openMigrated(file)).close();

    expect(await Promise.all([modeOf(folder), modeOf(file)])).toEqual([0o750, 0o640]);
  });

  it('lets the rest of the process go on during a long chain of queries', async () => {
    const { persistence, close } = await openMigrated();
    let turns = 0;
    const turn = () => {
      turns += 1;
      next = setImmediate(turn);
    };
    let next = setImmediate(turn);

    for (let query = 0; query < 50; query += 1) await persistence.connections.find(exampleId(1));
    clearImmediate(next);
    await close();

    expect(turns).toBeGreaterThanOrEqual(49);
  });

  it('finds again what was kept before it was closed', async () => {
    const file = join(await temporaryFolder(), 'cuelight.db');
    const before = await openMigrated(file);
    await before.persistence.connections.insert(aConnection());
    await before.close();

    const after = await openMigrated(file);
    const found = await after.persistence.connections.find(aConnection().id);
    await after.close();

    expect(found).toEqual({ ok: true, value: aConnection() });
  });

  it('enforces foreign keys, writes ahead and puts each write on the disk', async () => {
    const { knex, close } = await openMigrated(join(await temporaryFolder(), 'cuelight.db'));
    const [keys, journal, synchronous] = [
      await knex.raw('PRAGMA foreign_keys'),
      await knex.raw('PRAGMA journal_mode'),
      await knex.raw('PRAGMA synchronous'),
    ];
    await close();

    expect([keys, journal, synchronous]).toEqual([
      [{ foreign_keys: 1 }],
      [{ journal_mode: 'wal' }],
      [{ synchronous: 2 }],
    ]);
  });

  it('fails when the file is no database, a folder, or below a file', async () => {
    const folder = await temporaryFolder();
    const junk = join(folder, 'junk.db');
    await writeFile(junk, 'no database at all, but long enough for one page\n'.repeat(100));
    await mkdir(join(folder, 'folder.db'));

    for (const file of [junk, join(folder, 'folder.db'), join(junk, 'below.db')]) {
      expect(await openSqlite({ file })).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });
    }
  });

  it('says so when the file is no database, and leaves it as it is', async () => {
    const file = join(await temporaryFolder(), 'notes.txt');
    const text = 'no database at all, but long enough for one page\n'.repeat(100);
    await writeFile(file, text);

    const opened = await openSqlite({ file });

    const detail = `The database file ${file} is not a SQLite database.`;
    expect(opened).toEqual({ ok: false, failure: { code: 'storage-unavailable', detail } });
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('tells which packages to install when they are missing', async () => {
    const folder = await temporaryFolder();
    const core = dirname(fileURLToPath(import.meta.resolve('@cuelight/core')));
    const sqlite = dirname(fileURLToPath(import.meta.resolve('@cuelight/adapters/persistence/sqlite')));
    await cp(join(core, '..'), join(folder, 'node_modules/@cuelight/core'), { recursive: true });
    await cp(sqlite, join(folder, 'sqlite'), { recursive: true });

    const printed = await runNode(
      `import { openSqlite } from './sqlite/index.js';
       await openSqlite({ file: ':memory:' }).catch((error) => console.log(error.message));`,
      folder,
    );

    expect(printed.trim()).toMatch(/^SQLite needs the packages knex and libsql.*npm install knex@\S+ libsql@\S+$/);
  });
});

describe('writing to a SQLite database', () => {
  it('throws for a text with NUL, which SQLite would cut off', async () => {
    const { persistence, close } = await openMigrated();

    await expect(persistence.apps.insert(anApp({ name: 'cut\0off' }))).rejects.toThrow(RangeError);

    expect(await persistence.apps.find(anApp().id)).toEqual({ ok: true, value: undefined });
    await close();
  });

  it('waits for another host that is writing, and can write on afterwards', async () => {
    const file = join(await temporaryFolder(), 'cuelight.db');
    const [one, other] = [await openMigrated(file), await openMigrated(file)];
    const held = await one.knex.transaction();
    await held('apps').insert({ id: 'held', name: 'Held', origins: '[]', created_at_ms: 1 });

    const read = await other.persistence.apps.find('held');
    const isTrying = new Promise((resolve) => other.knex.once('query', resolve));
    const waiting = other.persistence.apps.insert(anApp());
    await isTrying;
    await held.commit();

    expect(read).toEqual({ ok: true, value: undefined });
    expect(await waiting).toEqual({ ok: true, value: undefined });
    expect(await other.persistence.apps.insert(anApp({ id: exampleId(9) }))).toEqual({ ok: true, value: undefined });
    expect(await one.persistence.apps.list({ limit: 10 })).toMatchObject({ value: { length: 3 } });
    await Promise.all([one.close(), other.close()]);
  });

  it('leaves no lock behind when a write breaks a rule', async () => {
    const file = join(await temporaryFolder(), 'cuelight.db');
    const [one, other] = [await openMigrated(file), await openMigrated(file)];
    await one.persistence.apps.insert(anApp());

    await expect(one.persistence.apps.insert(anApp())).rejects.toThrow();

    expect(await other.persistence.apps.insert(anApp({ id: exampleId(9) }))).toEqual({ ok: true, value: undefined });
    await Promise.all([one.close(), other.close()]);
  });

  it('lets through exactly one of the changes that two hosts make of the same revision', async () => {
    const file = join(await temporaryFolder(), 'cuelight.db');
    const hosts = [await openMigrated(file), await openMigrated(file)];
    const [first] = hosts;
    await first?.persistence.connections.insert(aConnection());

    const outcomes = await Promise.all(hosts.map((host) => host.persistence.connections.replace(aConnection())));

    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
    await Promise.all(hosts.map((host) => host.close()));
  });
});

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}
