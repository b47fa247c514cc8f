import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allCommands } from '../../src/cli/all-commands.js';
import { logLevels } from '../../src/logging/log.js';
import { allRoutes } from '../../src/routes/all-routes.js';
import { aFolder } from '../world/a-folder.js';
import { needsMysql } from '../world/a-mysql-database.js';
import { adminKey } from '../world/a-world.js';
import { aReadableDatabase } from './a-readable-database.js';
import { aProgram, aServiceHere, type Site, watchTemporaryFiles } from './a-site.js';
import { drive } from './drive.js';
import { createNotes } from './notes.js';
import { type CommandsRun, runCommands } from './run-commands.js';
import { type Canary, type Place, search } from './search.js';

/** Whether the long part of the drive and the commands are there too. */
interface Extent {
  readonly share?: { readonly number: number; readonly of: number };
  /** Where the operator has files; no commands are run when absent. */
  readonly operators?: string;
}

interface Recorded {
  readonly canaries: readonly Canary[];
  readonly places: readonly Place[];
  /** What is stored and told by design: whoever finds it in a place has really looked there. */
  readonly controls: readonly Canary[];
  readonly routes: readonly string[];
  readonly commands: readonly string[];
}

/** Drives a service, and keeps all that it wrote: while it runs, and once it has ended. */
async function record(site: Site, { share, operators }: Extent): Promise<Recorded> {
  const notes = createNotes(site.url);
  const driven = await drive(notes, site.adminKey, share);
  const ran = operators === undefined ? nothingRun : await runCommands(site, notes, operators);
  const whileRunning = await site.files();
  await driven.takeDown();
  const outputs = await site.stop();

  return {
    canaries: [...driven.canaries, ...ran.canaries],
    places: [...whileRunning, ...(await site.files()), ...outputs, ...notes.replies, ...ran.places],
    controls: driven.controls,
    routes: [...notes.driven].sort(),
    commands: [...new Set(ran.names)].sort(),
  };
}

const nothingRun: CommandsRun = { canaries: [], places: [], names: [] };

/** The master keys of a setting, or of the file that the service made, as they are written and as bytes. */
function masterKeysIn(text: string): readonly Canary[] {
  const keys = text.split(/[\s,]+/).flatMap((line) => line.split(':')[1] ?? []);
  if (keys.length === 0) throw new Error('there is no master key');
  const written = keys.flatMap((key) => [key, Buffer.from(key, 'base64').toString('latin1')]);
  const mayStandIn = ({ name }: Place) => name === ownFile;
  return written.map((key) => ({ what: 'a master key', text: key, mayStandIn }));
}

const ownFile = 'data/master-keys';

/** Which canaries are where they may not be, and which are where they may. */
function sightings({ canaries, places }: Pick<Recorded, 'canaries' | 'places'>) {
  const seen = search(canaries, places);
  const isAllowed = ({ canary, place }: (typeof seen)[number]) => canary.mayStandIn?.(place) === true;
  return {
    forbidden: seen.filter((each) => !isAllowed(each)).map(({ canary, place }) => `${canary.what} in ${place.name}`),
    allowed: [...new Set(seen.filter(isAllowed).map(({ canary }) => canary.what))],
  };
}

/** Where the search has really been. */
function searched({ controls, places }: Recorded): readonly string[] {
  return search(controls, places).map(({ canary, place }) => `${canary.what} in ${place.name}`);
}

const everyRoute = allRoutes.map(({ method, path }) => `${method} ${path}`).sort();
const everyCommand = allCommands
  .map(({ name }) => name)
  .filter((name) => name !== 'serve')
  .sort();

describe('process data and secrets', () => {
  it('leave no trace in the files, outputs and replies of the program', async () => {
    const [folder, operators] = [await aFolder(), await aFolder()];
    const temporary = await watchTemporaryFiles();
    const site = await aProgram(folder, temporary.folder, 'trace');
    const masterKeys = masterKeysIn(await readFile(join(folder, ownFile), 'utf8'));

    const recorded = await record(site, { operators });

    const { forbidden, allowed } = sightings({ ...recorded, canaries: [...recorded.canaries, ...masterKeys] });
    expect(forbidden).toEqual([]);
    expect([...temporary.names]).toEqual([]);
    expect(recorded.routes).toEqual(everyRoute);
    expect(recorded.commands).toEqual(everyCommand);
    expect(allowed.sort()).toEqual([
      'a master key',
      'an API key',
      'an API key made by a command',
      'the admin key',
      'the fault of a job',
      'the key of a job',
      'the output of a job',
    ]);
    expect(searched(recorded)).toEqual(
      expect.arrayContaining([
        'the name of a connection in data/cuelight.db',
        'the name of a connection in data/cuelight.db-wal',
        'the name of a connection in GET /v1/connections',
        'the name of a connection in the export plain',
        'the name of a connection in the export sealed',
        'the id of a connection in GET /v1/audit',
        'the id of a connection in audit list',
        'the id of a process reference in standard error',
      ]),
    );
  }, 120_000);

  it('leave none at any other level of the log either', async () => {
    const levels = logLevels.filter((level) => level !== 'trace');
    const folders = await Promise.all(levels.map(() => aFolder()));
    const temporary = await watchTemporaryFiles();

    const all = await Promise.all(
      levels.map(async (level, number) => {
        const site = await aServiceHere(folders[number] ?? '', { CUELIGHT_LOG_LEVEL: level });
        return { level, ...(await record(site, { share: { number, of: levels.length } })) };
      }),
    );

    for (const { level, ...recorded } of all) {
      expect([level, sightings(recorded).forbidden]).toEqual([level, []]);
      expect([level, recorded.routes]).toEqual([level, everyRoute]);
      expect(searched(recorded)).toContain('the name of a connection in data/cuelight.db-wal');
    }
    expect([...temporary.names]).toEqual([]);
  }, 120_000);

  describe('on MySQL', () => {
    needsMysql();

    it('leave none in what the database server writes', async () => {
      const [folder, operators] = [await aFolder(), await aFolder()];
      const database = await aReadableDatabase();
      const temporary = await watchTemporaryFiles();
      const keys = ['k1', 'k2'].map((id) => `${id}:${randomBytes(32).toString('base64')}`).join(',');
      const environment = {
        CUELIGHT_DATABASE_URL: database.url,
        CUELIGHT_MASTER_KEYS: keys,
        CUELIGHT_ADMIN_KEY: adminKey,
      };
      const site = await aServiceHere(folder, environment);
      const files = async () => [...(await site.files()), ...(await database.stored())];

      const recorded = await record({ ...site, files }, { operators, share: { number: 0, of: 3 } });

      const password: Canary = { what: 'the password of the database', text: database.password };
      const canaries = [...recorded.canaries, ...masterKeysIn(keys), password];
      expect(sightings({ ...recorded, canaries }).forbidden).toEqual([]);
      expect([...temporary.names]).toEqual([]);
      expect([recorded.routes, recorded.commands]).toEqual([everyRoute, everyCommand]);
      for (const place of database.places) expect(searched(recorded)).toContainEqual(expect.stringMatching(place));
    }, 120_000);
  });
});
