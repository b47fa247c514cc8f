import { faultRuleSchema } from '../faults/fault-rule.js';
import { folderRow } from '../rows/folder-row.js';
import { jobRow } from '../rows/job-row.js';
import { releaseRow } from '../rows/release-row.js';
import { webhookRow } from '../rows/webhook-row.js';
import type { Site } from '../site.js';
import { changeFolder, removeFolder } from '../world/change-folder.js';
import { changeVersion } from '../world/change-version.js';
import type { Folder, Release } from '../world/entities.js';
import { licenceSeed } from '../world/licence.js';
import { renumberFolders } from '../world/renumber-folders.js';
import type { CheckedSeed } from '../world/seed.js';
import { seedSchemaFor } from '../world/seed-schema-for.js';
import type { FakeAdmin, FakeState } from './admin.js';
import { changeUser, removeUser } from './change-user.js';
import { enterMaintenance } from './enter-maintenance.js';

/**
 * @param site the Orchestrator as it is now
 * @param replaceSite ends it and begins another; from the same seed when none is given
 */
export function createAdmin(site: () => Site, replaceSite: (seed?: CheckedSeed) => Promise<void>): FakeAdmin {
  return {
    journal: () => site().journal.entries(),
    state: () => stateOf(site()),
    reset: () => replaceSite(),
    putSeed: (seed) => replaceSite(seedSchemaFor(site().profile).parse(seed)),
    advanceClock: (ms) => site().clock.advance(ms, site().sender.idle),
    setJobState(key, { state, output, info }) {
      const job = site().world.jobs.byKey(key);
      return job && jobRow(site().engine.force(job, state, { output, info }));
    },
    startAttendedJob({ releaseKey, input, username }) {
      const release = releaseOf(site(), releaseKey);
      const start = { input: input ?? null, username: username ?? 'attended' };
      return release && jobRow(site().engine.startAttended({ release, ...start }));
    },
    renumberFolders() {
      renumberFolders(site().world);
      return stateOf(site()).folders;
    },
    setReleaseVersion(key, version) {
      const { world, clock, profile } = site();
      const release = releaseOf(site(), key);
      return release && releaseRow(changeVersion(world, release, version, clock.stamp()), profile);
    },
    removeRelease(key) {
      const release = releaseOf(site(), key);
      return release !== undefined && site().world.releases.delete(release.id);
    },
    moveRelease(key, folderPath) {
      const { world, profile } = site();
      const release = releaseOf(site(), key);
      const folder = [...world.folders.values()].find(
        ({ path, tenant }) => path === folderPath && tenant.id === release?.folder.tenant.id,
      );
      if (release === undefined || folder === undefined) return undefined;
      const moved = { ...release, folder };
      world.releases.set(release.id, moved);
      return releaseRow(moved, profile);
    },
    changeFolder(key, change) {
      const { world, engine } = site();
      const folder = folderOf(site(), key);
      if (folder === undefined) return undefined;
      changeFolder(world, folder.key, change);
      const changed = world.folders.get(folder.id) ?? folder;
      engine.sendRobots(changed);
      return folderRow(changed);
    },
    removeFolder(key) {
      const folder = folderOf(site(), key);
      if (folder !== undefined) removeFolder(site().world, folder);
      return folder !== undefined;
    },
    changeUser: (tenant, username, change) => changeUser(site(), tenant, username, change),
    removeUser: (tenant, username) => removeUser(site(), tenant, username),
    setLicence(tenantName, licence) {
      const { world } = site();
      const tenant = world.tenants.find(({ name }) => name === tenantName);
      if (tenant !== undefined) world.licences.set(tenant.id, licenceSeed.parse(licence));
      return tenant !== undefined;
    },
    setMaintenance: (state) => enterMaintenance(site(), state),
    addFault: (rule) => site().faults.add(faultRuleSchema.parse(rule)),
    removeFault: (id) => site().faults.remove(id),
    removeFaults: () => site().faults.clear(),
    deliveries: () => site().sender.deliveries(),
  };
}

function releaseOf({ world }: Site, releaseKey: string): Release | undefined {
  return [...world.releases.values()].find(({ key }) => key === releaseKey.toLowerCase());
}

function folderOf({ world }: Site, folderKey: string): Folder | undefined {
  return [...world.folders.values()].find(({ key }) => key === folderKey.toLowerCase());
}

function stateOf({ clock, world, faults, profile, maintenance }: Site): FakeState {
  return {
    now: clock.stamp(),
    tenants: world.tenants.map(({ id, key, name }) => ({
      Id: id,
      Key: key,
      Name: name,
      Users: [...world.users.values()].filter(({ tenant }) => tenant.id === id).map(({ username }) => username),
    })),
    folders: [...world.folders.values()].map(folderRow),
    releases: [...world.releases.values()].map((release) => releaseRow(release, profile)),
    jobs: world.jobs.all().map(jobRow),
    webhooks: [...world.webhooks.values()].map(webhookRow),
    faults: faults.all(),
    maintenance: maintenance.state(),
  };
}
