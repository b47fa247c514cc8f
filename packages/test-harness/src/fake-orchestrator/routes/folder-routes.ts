import { odataEntity, odataList } from '../http/odata-list.js';
import { notAuthorized } from '../http/reply.js';
import { type Route, type UserCall, userRoute } from '../http/route.js';
import { folderRow, folderType } from '../rows/folder-row.js';
import type { Folder } from '../world/entities.js';
import { foldersShownTo } from './permissions.js';

/** The folders of the user's tenant. Source: UiPath swagger 2020.10. */
export const folderRoutes: readonly Route[] = [
  userRoute('GET', '/odata/Folders', undefined, (call) => {
    const folders = foldersOf(call);
    if (folders === undefined) return notAuthorized;
    return odataList(call, 'Folders', folderType(call.site.profile), folders.filter(isListed).map(folderRow));
  }),
  userRoute('GET', '/odata/Folders({id})', undefined, (call) => {
    const folders = foldersOf(call);
    if (folders === undefined) return notAuthorized;
    const folder = folders.find(({ id }) => id === call.id);
    return odataEntity(call, 'Folders', folderType(call.site.profile), folder && folderRow(folder));
  }),
];

/** Folders in a personal workspace are left out. Source: measured by UiPath-Services/UiPathOrch. */
function isListed({ parent }: Folder): boolean {
  return parent === undefined || (parent.kind !== 'personal' && isListed(parent));
}

function foldersOf({ site, user }: UserCall): readonly Folder[] | undefined {
  return foldersShownTo(user, site.world.folders.values());
}
