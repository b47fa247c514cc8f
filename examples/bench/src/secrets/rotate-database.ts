import { createSqlPersistence } from '@cuelight/adapters/persistence/sql';
import { openSqlite } from '@cuelight/adapters/persistence/sqlite';
import { createMasterKeys } from '@cuelight/adapters/secrets/local';
import { heldByService } from '@cuelight/adapters/secrets/service';
import { systemClock } from '@cuelight/adapters/system';
import { createRotateMasterKey, heldByConnections } from '@cuelight/core';
import { collectGarbage } from '../collect-garbage.js';
import { valueIn } from '../value-in.js';
import { keyRingFrom } from './sealed-database.js';

/** What a rotation in a process of its own took. */
export interface RotationCost {
  /** The most memory that the process had of the machine, in bytes. */
  readonly peakRss: number;
  /** By how much the heap had grown at the end since the first thousand rows, garbage apart, in bytes. */
  readonly heapGrowth: number;
  readonly rowsPerSecond: number;
}

// As `cuelight secrets rotate` does it, as fast as it goes: the arguments are the database and its master keys.
const [file = '', keys = '', disk = ''] = process.argv.slice(2);
const { knex, close } = valueIn(await openSqlite({ file }));
if (disk === 'without-waiting-for-the-disk') await knex.raw('PRAGMA synchronous = OFF');
const { connections, serviceSecretRows, sealedRecords, masterKeyState, hosts } = createSqlPersistence(knex);
const rotate = createRotateMasterKey({
  holders: [heldByConnections({ connections, clock: systemClock }), heldByService(serviceSecretRows)],
  masterKeys: createMasterKeys({ records: sealedRecords, masterKeyState, keyRing: keyRingFrom(keys) }),
  backend: 'local',
  hosts,
  clock: systemClock,
});

let [heapAtFirst, peakRss] = [0, 0];
const beganMs = performance.now();
const report = valueIn(
  await rotate('k2', {
    onProgress({ done }) {
      if (done === 1_000) heapAtFirst = heapUsed();
      // Looked at now and then: what the system holds to be the most of a process counts in who started it.
      if (done % 100 === 0) peakRss = Math.max(peakRss, process.memoryUsage.rss());
    },
  }),
);
const tookMs = performance.now() - beganMs;
if (report.failed > 0 || report.stillNeeded.length > 0) throw new Error(JSON.stringify(report));
const cost: RotationCost = {
  peakRss,
  heapGrowth: heapUsed() - heapAtFirst,
  rowsPerSecond: (report.done / tookMs) * 1_000,
};
await close();
console.log(JSON.stringify(cost));

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
