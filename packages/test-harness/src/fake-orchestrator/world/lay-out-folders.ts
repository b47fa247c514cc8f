import type { Folder, Robot, Tenant } from './entities.js';
import type { FolderSeed, ProcessSeed, TenantSeed } from './seed.js';
import { stableGuid } from './stable-guid.js';

/** A folder and what the seed wants in it. */
export interface LaidOutFolder {
  readonly folder: Folder;
  readonly processes: readonly ProcessSeed[];
}

/** The folders of a tenant with ids from `firstId` on, parents before children; parents that the seed leaves out are made. */
export function layOutFolders(seed: TenantSeed, tenant: Tenant, firstId: number): readonly LaidOutFolder[] {
  const byPath = new Map<string, LaidOutFolder>();

  function layOut(path: string): Folder {
    const known = byPath.get(path);
    if (known !== undefined) return known.folder;
    const folderSeed = seed.folders.find((candidate) => candidate.path === path);
    const parentPath = path.split('/').slice(0, -1).join('/');
    const parent = parentPath === '' ? undefined : layOut(parentPath);
    const id = firstId + byPath.size;
    const folder: Folder = {
      id,
      key: folderSeed?.key?.toLowerCase() ?? stableGuid('folder', tenant.name, path),
      tenant,
      name: path.split('/').at(-1) ?? path,
      path,
      firstPath: path,
      parent,
      kind: folderSeed?.kind ?? 'modern',
      environment: folderSeed?.kind === 'classic' ? { id: 500 + id, name: folderSeed.environment } : undefined,
      unattendedRobots: robotsOf(folderSeed, id),
      connectedRobots: folderSeed?.connectedRobots ?? Number.POSITIVE_INFINITY,
      hasUnattendedMachine: folderSeed?.unattendedMachine ?? false,
      mostPendingJobs: folderSeed?.mostPendingJobs,
    };
    byPath.set(path, { folder, processes: folderSeed?.processes ?? [] });
    return folder;
  }

  for (const { path } of seed.folders) layOut(path);
  return [...byPath.values()];
}

function robotsOf(seed: FolderSeed | undefined, folderId: number): readonly Robot[] {
  return Array.from({ length: seed?.unattendedRobots ?? 0 }, (_, index) => ({
    id: folderId * 10_000 + index + 1,
    name: `unattended-${folderId}-${index + 1}`,
    username: `DOMAIN\\svc.unattended${index + 1}`,
    machineId: folderId * 10_000 + index + 1,
    machineName: `VM-${folderId}-${index + 1}`,
  }));
}
