import { z } from 'zod';
import { bind } from '../http/bind.js';
import { odataEntity, odataList } from '../http/odata-list.js';
import type { Reply } from '../http/reply.js';
import { type FolderCall, folderRoute, type Route } from '../http/route.js';
import { releaseRow, releaseType } from '../rows/release-row.js';
import type { Release } from '../world/entities.js';

/** The processes of a folder. Source: UiPath swagger 2020.10. */
export const releaseRoutes: readonly Route[] = [
  folderRoute('GET', '/odata/Releases', 'Processes.View', (call) =>
    odataList(call, 'Releases', releaseType, releasesIn(call).map(releaseRow)),
  ),
  folderRoute('GET', '/odata/Releases({id})', 'Processes.View', (call) => releaseReply(call, releaseOf(call))),
  folderRoute(
    'POST',
    '/odata/Releases({id})/UiPath.Server.Configuration.OData.UpdateToSpecificPackageVersion',
    'Processes.Edit',
    changeVersion,
  ),
];

const versionChange = z.strictObject({ packageVersion: z.string().min(1).max(50) });

function changeVersion(call: FolderCall): Reply {
  const release = releaseOf(call);
  const bound = bind(versionChange, call.request.body, 'packageVersion');
  if (!bound.ok) return bound.reply;
  if (release === undefined) return releaseReply(call, undefined);
  const { world, clock } = call.site;
  const changed: Release = {
    ...release,
    currentVersion: { id: world.newId(), number: bound.value.packageVersion, creationTime: clock.stamp() },
    earlierVersions: [release.currentVersion, ...release.earlierVersions],
  };
  world.releases.set(release.id, changed);
  return releaseReply(call, changed);
}

function releaseReply(call: FolderCall, release: Release | undefined): Reply {
  return odataEntity(call, 'Releases', releaseType, release && releaseRow(release));
}

function releasesIn({ site, folder }: FolderCall): readonly Release[] {
  return [...site.world.releases.values()].filter((release) => release.folder.id === folder.id);
}

function releaseOf(call: FolderCall): Release | undefined {
  return releasesIn(call).find(({ id }) => id === call.id);
}
