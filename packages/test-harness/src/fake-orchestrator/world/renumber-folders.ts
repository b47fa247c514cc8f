import { replaceFolders } from './replace-folders.js';
import type { World } from './world.js';

/**
 * Gives every folder a new id that none had before; keys, paths and all that is in them stay.
 * Source for ids that change: forum.uipath.com, topic 800047.
 */
export function renumberFolders(world: World): void {
  const firstId = Math.max(0, ...world.folders.keys()) + 100;
  replaceFolders(world, (folder, parent, index) => ({ ...folder, id: firstId + index, parent }));
}
