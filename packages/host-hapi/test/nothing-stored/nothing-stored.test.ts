import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { logLevels } from '../../src/logging/log.js';
import { aFolder } from '../world/a-folder.js';
import { aProgram, aServiceHere, watchTemporaryFiles } from './a-site.js';
import { everyCommand, everyRoute, masterKeysIn, ownFile, record, searched, sightings } from './record.js';

describe('process data and secrets', () => {
  it('leave no trace in the files, outputs and replies of the program', async () => {
    const [folder, operators] = [await aFolder(), await aFolder()];
    const temporary = await watchTemporaryFiles();
    const site = await aProgram(folder, temporary.folder, 'trace');
    const masterKeys = masterKeysIn(await readFile(join(folder, ownFile), 'utf8'));

    const recorded = await record(site, { operators });

    const { forbidden, allowed } = sightings({ ...recorded, canaries: [...recorded.canaries, ...masterKeys] });
    expect({ forbidden, temporary: [...temporary.names] }).toEqual({ forbidden: [], temporary: [] });
    expect(recorded).toMatchObject({ routes: everyRoute, commands: everyCommand });
    expect(allowed.sort()).toEqual([
      'a code to sign in with',
      'a master key',
      'a session',
      'a token of a page',
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
        'the name of a connection in GET /v1/support-bundle',
        'the name of a connection in support-bundle',
        'the name of a connection in the support bundle',
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
});
