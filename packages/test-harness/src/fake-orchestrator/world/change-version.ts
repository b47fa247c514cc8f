import type { Release } from './entities.js';
import type { World } from './world.js';

/**
 * Lets a release run another version of its package from now on; jobs keep the version they were made with.
 * @param at when it happens
 */
export function changeVersion(world: World, release: Release, number: string, at: string): Release {
  const changed: Release = {
    ...release,
    currentVersion: { id: world.newId(), number, creationTime: at },
    earlierVersions: [release.currentVersion, ...release.earlierVersions],
  };
  world.releases.set(release.id, changed);
  return changed;
}
