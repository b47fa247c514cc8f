import type { Folder } from './entities.js';
import type { World } from './world.js';

/**
 * Puts another folder in the place of each; processes and jobs go along with it.
 * @param next the folder that takes the place of one, given the one that takes the place of its parent
 */
export function replaceFolders(
  world: World,
  next: (folder: Folder, parent: Folder | undefined, index: number) => Folder,
): void {
  const replaced = new Map<number, Folder>();
  // Parents come before their children.
  for (const [index, folder] of [...world.folders.values()].entries()) {
    replaced.set(folder.id, next(folder, folder.parent && replaced.get(folder.parent.id), index));
  }
  const now = (folder: Folder): Folder => replaced.get(folder.id) ?? folder;

  world.folders.clear();
  for (const folder of replaced.values()) world.folders.set(folder.id, folder);
  for (const release of [...world.releases.values()]) {
    world.releases.set(release.id, { ...release, folder: now(release.folder) });
  }
  for (const job of world.jobs.all()) {
    const release = { ...job.release, folder: now(job.release.folder) };
    world.jobs.put({ ...job, release, folder: now(job.folder) });
  }
}
