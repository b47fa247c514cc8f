import type { Folder } from './entities.js';
import { replaceFolders } from './replace-folders.js';
import type { World } from './world.js';

/** What may become different about a folder. */
export interface FolderChange {
  /** Its own name; the paths of all below change with it. */
  readonly name?: string | undefined;
  /** How many of its robots are on machines that are connected. */
  readonly connectedRobots?: number | undefined;
}

/** Changes the folder with this key, which keeps its id, its processes, its jobs and who belongs to it. */
export function changeFolder(world: World, key: string, change: FolderChange): void {
  replaceFolders(world, (folder, parent) => {
    const { name, connectedRobots } = folder.key === key ? { ...folder, ...given(change) } : folder;
    const path = parent === undefined ? name : `${parent.path}/${name}`;
    return { ...folder, name, connectedRobots, path, parent };
  });
}

/** Removes a folder with all that is below it, and their processes. Jobs end as they would have, but nobody can read them. */
export function removeFolder(world: World, { id }: Folder): void {
  const isWithin = (folder: Folder | undefined): boolean =>
    folder !== undefined && (folder.id === id || isWithin(folder.parent));
  for (const release of [...world.releases.values()]) {
    if (isWithin(release.folder)) world.releases.delete(release.id);
  }
  for (const folder of [...world.folders.values()]) {
    if (isWithin(folder)) world.folders.delete(folder.id);
  }
}

function given({ name, connectedRobots }: FolderChange): Partial<Pick<Folder, 'name' | 'connectedRobots'>> {
  return { ...(name !== undefined && { name }), ...(connectedRobots !== undefined && { connectedRobots }) };
}
