import { z } from 'zod';
import { bind } from '../http/bind.js';
import { contextOf, odataEntity, odataList } from '../http/odata-list.js';
import { odataReply, type Reply } from '../http/reply.js';
import { type FolderCall, type FoldersCall, folderRoute, foldersRoute, type Route } from '../http/route.js';
import { releaseRow, releaseType } from '../rows/release-row.js';
import { changeVersion } from '../world/change-version.js';
import type { Release } from '../world/entities.js';

/** The processes of a folder. Source: UiPath swagger 2020.10. */
export const releaseRoutes: readonly Route[] = [
  foldersRoute('GET', '/odata/Releases', 'Processes.View', (call) =>
    odataList(
      call,
      'Releases',
      releaseType(call.site.profile),
      releasesInAll(call).map((release) => releaseRow(release, call.site.profile)),
    ),
  ),
  folderRoute('GET', '/odata/Releases({id})', 'Processes.View', (call) => releaseReply(call, releaseOf(call))),
  folderRoute(
    'POST',
    '/odata/Releases({id})/UiPath.Server.Configuration.OData.UpdateToSpecificPackageVersion',
    'Processes.Edit',
    updateVersion,
  ),
];

const versionChange = z.strictObject({ packageVersion: z.string().min(1).max(50) });

function updateVersion(call: FolderCall): Reply {
  const release = releaseOf(call);
  const bound = bind(versionChange, call.request.body, 'packageVersion');
  if (!bound.ok) return bound.reply;
  if (release === undefined) return releaseReply(call, undefined);
  const { world, clock } = call.site;
  const changed = changeVersion(world, release, bound.value.packageVersion, clock.stamp());
  return call.site.profile.versionChangeAnswer === 'release'
    ? releaseReply(call, changed)
    : odataReply(200, { '@odata.context': contextOf(call, 'Edm.Int64'), value: release.id });
}

function releaseReply(call: FolderCall, release: Release | undefined): Reply {
  const { profile } = call.site;
  return odataEntity(call, 'Releases', releaseType(profile), release && releaseRow(release, profile));
}

function releasesInAll({ site, folders }: FoldersCall): readonly Release[] {
  const ids = new Set(folders.map(({ id }) => id));
  return [...site.world.releases.values()].filter((release) => ids.has(release.folder.id));
}

function releasesIn({ site, folder }: FolderCall): readonly Release[] {
  return [...site.world.releases.values()].filter((release) => release.folder.id === folder.id);
}

function releaseOf(call: FolderCall): Release | undefined {
  return releasesIn(call).find(({ id }) => id === call.id);
}
