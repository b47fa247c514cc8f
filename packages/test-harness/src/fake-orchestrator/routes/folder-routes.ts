import { odataEntity, odataList } from '../http/odata-list.js';
import { type Route, type UserCall, userRoute } from '../http/route.js';
import { folderRow, folderType } from '../rows/folder-row.js';
import type { Folder } from '../world/entities.js';

/** The folders of the user's tenant. Source: UiPath swagger 2020.10. */
export const folderRoutes: readonly Route[] = [
  userRoute('GET', '/odata/Folders', 'Units.View', (call) =>
    odataList(call, 'Folders', folderType(call.site.profile), foldersOf(call).filter(isListed).map(folderRow)),
  ),
  userRoute('GET', '/odata/Folders({id})', 'Units.View', (call) =>
    odataEntity(
      call,
      'Folders',
      folderType(call.site.profile),
      foldersOf(call)
        .filter(({ id }) => id === call.id)
        .map(folderRow)[0],
    ),
  ),
];

/** Folders in a personal workspace are left out. Source: measured by UiPath-Services/UiPathOrch. */
function isListed({ parent }: Folder): boolean {
  return parent === undefined || (parent.kind !== 'personal' && isListed(parent));
}

function foldersOf({ site, user }: UserCall): readonly Folder[] {
  return [...site.world.folders.values()].filter(({ tenant }) => tenant.id === user.tenant.id);
}
