import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aFolder } from '../world/a-folder.js';
import { needsMysql } from '../world/a-mysql-database.js';
import { adminKey } from '../world/a-world.js';
import { aReadableDatabase } from './a-readable-database.js';
import { aServiceHere, watchTemporaryFiles } from './a-site.js';
import { everyCommand, everyRoute, masterKeysIn, record, searched, sightings } from './record.js';
import type { Canary } from './search.js';

describe('process data and secrets on MySQL', () => {
  needsMysql();

  it('leave no trace in what the database server writes', async () => {
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

    const recorded = await record({ ...site, files }, { operators, share: { number: 2, of: 5 } });

    const password: Canary = { what: 'the password of the database', text: database.password };
    const canaries = [...recorded.canaries, ...masterKeysIn(keys), password];
    const { forbidden } = sightings({ ...recorded, canaries });
    expect({ forbidden, temporary: [...temporary.names] }).toEqual({ forbidden: [], temporary: [] });
    expect(recorded).toMatchObject({ routes: everyRoute, commands: everyCommand });
    for (const place of database.places) expect(searched(recorded)).toContainEqual(expect.stringMatching(place));
  }, 120_000);
});
