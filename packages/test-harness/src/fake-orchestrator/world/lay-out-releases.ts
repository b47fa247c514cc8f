import type { Folder, Release } from './entities.js';
import type { ProcessSeed } from './seed.js';
import { stableGuid } from './stable-guid.js';

/** The releases of a folder in the order of the seed, with ids that go on from `firstIndex`. */
export function layOutReleases(
  processes: readonly ProcessSeed[],
  folder: Folder,
  creationTime: string,
  firstIndex: number,
  newVersionId: () => number,
): readonly Release[] {
  return processes.map((process, index) => ({
    id: 16_000 + firstIndex + index,
    key: process.key?.toLowerCase() ?? stableGuid('release', folder.tenant.name, folder.path, process.name),
    folder,
    creationTime,
    currentVersion: { id: newVersionId(), number: process.version, creationTime },
    earlierVersions: [],
    process,
  }));
}
