import { createJobTable, type JobTable } from '../jobs/job-table.js';
import type { Folder, Release, Tenant, User, Webhook } from './entities.js';
import { layOutFolders } from './lay-out-folders.js';
import { layOutReleases } from './lay-out-releases.js';
import type { Licence } from './licence.js';
import type { CheckedSeed } from './seed.js';
import type { OAuthClient } from './seed-access.js';
import { stableGuid } from './stable-guid.js';

/** Everything that an Orchestrator keeps. Maps are by id; what is in them is replaced, never changed. */
export interface World {
  readonly tenants: readonly Tenant[];
  readonly users: Map<number, User>;
  /** By the ids of their tenants. */
  readonly licences: Map<number, Licence>;
  readonly oauthClients: readonly OAuthClient[];
  readonly folders: Map<number, Folder>;
  readonly releases: Map<number, Release>;
  readonly webhooks: Map<number, Webhook>;
  readonly jobs: JobTable;
  /** An id for a new webhook or release version. */
  newId(): number;
}

/**
 * Builds the world that a seed describes.
 * @param creationTime the instant at which everything in it was made
 */
export function createWorld(seed: CheckedSeed, creationTime: string): World {
  let lastId = 2000;
  const newId = (): number => {
    lastId += 1;
    return lastId;
  };
  const tenants = seed.tenants.map(({ name, restrictBasicAuthentication }, index) => ({
    id: index + 1,
    key: stableGuid('tenant', name),
    name,
    restrictBasicAuthentication,
  }));
  const users = new Map<number, User>();
  const licences = new Map<number, Licence>();
  const folders = new Map<number, Folder>();
  const releases = new Map<number, Release>();

  for (const [index, tenantSeed] of seed.tenants.entries()) {
    const tenant = tenants[index];
    if (tenant === undefined) continue;
    licences.set(tenant.id, tenantSeed.licence);
    for (const user of tenantSeed.users) {
      const { username, password, permissions, unattendedRobot, mayChooseRobots, folders: memberships } = user;
      const { active, bypassBasicAuthRestriction, personalAccessTokens } = user;
      const id = users.size + 2;
      users.set(id, {
        id,
        key: stableGuid('user', tenant.name, username),
        tenant,
        username,
        password,
        isActive: active,
        permissions,
        hasUnattendedRobot: unattendedRobot,
        mayChooseRobots,
        folders: memberships,
        bypassBasicAuthRestriction,
        personalAccessTokens,
      });
    }
    for (const { folder, processes } of layOutFolders(tenantSeed, tenant, folders.size + 1)) {
      folders.set(folder.id, folder);
      for (const release of layOutReleases(processes, folder, creationTime, releases.size + 1, newId)) {
        releases.set(release.id, release);
      }
    }
  }
  const { oauthClients } = seed;
  return {
    tenants,
    users,
    licences,
    oauthClients,
    folders,
    releases,
    webhooks: new Map(),
    jobs: createJobTable(),
    newId,
  };
}
