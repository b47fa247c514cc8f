import type { Folder } from './entities.js';
import type { World } from './world.js';

/**
 * Gives every folder a new id that none had before; keys, paths and all that is in them stay.
 * Source for ids that change: forum.uipath.com, topic 800047.
 */
export function renumberFolders(world: World): void {
  const before = [...world.folders.values()];
  const firstId = Math.max(0, ...world.folders.keys()) + 100;
  const renumbered = new Map<number, Folder>();
  // Parents come before their children.
  for (const [index, folder] of before.entries()) {
    const parent = folder.parent && renumbered.get(folder.parent.id);
    renumbered.set(folder.id, { ...folder, id: firstId + index, parent });
  }
  const now = (folder: Folder): Folder => renumbered.get(folder.id) ?? folder;

  world.folders.clear();
  for (const folder of renumbered.values()) world.folders.set(folder.id, folder);
  for (const release of [...world.releases.values()]) {
    world.releases.set(release.id, { ...release, folder: now(release.folder) });
  }
  for (const job of world.jobs.all()) {
    const release = { ...job.release, folder: now(job.release.folder) };
    world.jobs.put({ ...job, release, folder: now(job.folder) });
  }
}
