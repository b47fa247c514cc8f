import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compare, hold, type Row } from '../row.js';
import type { RotationCost } from '../secrets/rotate-database.js';
import { keyRingFrom, makeSealedDatabase, twoMasterKeys } from '../secrets/sealed-database.js';

const rotateDatabase = fileURLToPath(new URL('../secrets/rotate-database.js', import.meta.url));

/** So that 100,000 take a quarter of an hour or so. */
const leastPerSecond = 100;

/**
 * Has another master key open few credentials and many, each in a process of its own over SQLite. How fast that goes is
 * up to the disk, on which each is before the next: it is seen with the few, and the many do not wait for it.
 */
export async function rotationMemory({
  few,
  many,
}: {
  readonly few: number;
  readonly many: number;
}): Promise<readonly Row[]> {
  const small = await costOf(few);
  const large = await costOf(many, 'without-waiting-for-the-disk');
  const name = 'secrets';
  const what = `rotating the master key of ${many} credentials`;
  return [
    compare(
      {
        ...{ name, metric: `${what}: most memory of the process`, unit: 'MiB' },
        ...{ ours: large.peakRss / 2 ** 20, peer: small.peakRss / 2 ** 20, peerName: `of ${few}` },
      },
      { atMost: 1.3 },
    ),
    // So much comes and goes; of 100,000 credentials it would be ten bytes each.
    hold(
      { name, metric: `${what}: growth of the heap`, ours: large.heapGrowth / 2 ** 10, unit: 'KiB' },
      { atMost: 1_024 },
    ),
    hold(
      { name, metric: `rotating the master key of ${few} credentials`, ours: small.rowsPerSecond, unit: 'a second' },
      { atLeast: leastPerSecond },
    ),
  ];
}

async function costOf(credentials: number, ...how: readonly string[]): Promise<RotationCost> {
  const folder = await mkdtemp(join(tmpdir(), 'cuelight-bench-'));
  try {
    const file = join(folder, 'cuelight.db');
    const keys = twoMasterKeys();
    await makeSealedDatabase(file, keyRingFrom(keys), credentials);
    const { stdout } = await promisify(execFile)(process.execPath, [rotateDatabase, file, keys, ...how]);
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
