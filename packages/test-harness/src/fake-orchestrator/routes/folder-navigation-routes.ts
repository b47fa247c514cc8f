import { failure, jsonReply, type Reply } from '../http/reply.js';
import { type Route, type UserCall, userRoute } from '../http/route.js';
import type { JsonObject } from '../json.js';
import { folderRow } from '../rows/folder-row.js';
import type { Folder } from '../world/entities.js';
import { belongsTo } from './permissions.js';

/**
 * The folders of the user who is logged in. Sources: UiPath swagger 2019.10 and 2020.10; UiPath-Services/UiPathOrch for
 * `GetAllForCurrentUser`. Paging is refused as measured there for other lists of `/api`.
 */
export const folderNavigationRoutes: readonly Route[] = [
  userRoute('GET', '/api/FoldersNavigation/GetFoldersForCurrentUser', undefined, (call) =>
    paged(call, foldersOf(call).filter(matches(call)), (PageItems, Count) => ({ PageItems, Count })),
  ),
  userRoute('GET', '/api/FoldersNavigation/GetAllFoldersForCurrentUser', undefined, (call) =>
    jsonReply(
      200,
      treeOf(call).map((folder) => extended(call, folder)),
    ),
  ),
  userRoute('GET', '/api/FoldersNavigation/GetFolderNavigationContextForCurrentUser', undefined, context),
  userRoute('GET', '/api/FoldersNavigation/GetAllRolesForUser', 'Users.View', roles),
  userRoute('GET', '/api/Folders/GetAllForCurrentUser', undefined, (call) =>
    paged(call, foldersOf(call), (PageItems, Count) => ({ PageItems, Count })),
  ),
];

function context(call: UserCall): Reply {
  const id = call.request.query.get('folderId');
  const folder = treeOf(call).find((candidate) => String(candidate.id) === id);
  if (id !== null && folder === undefined) return failure(404, 1002, 'Folder does not exist.');
  const children = treeOf(call).filter(({ parent }) => parent?.id === folder?.id);
  return paged(call, children, (_, ChildrenCount, page) => ({
    Id: folder?.id ?? null,
    DisplayName: folder?.name ?? null,
    IsSelectable: folder !== undefined && belongsTo(call.user, folder),
    ProvisionType: folder === undefined ? null : (folderRow(folder).ProvisionType ?? null),
    Ancestors: folder === undefined ? [] : ancestorsOf(folder).map(simple),
    ChildrenPage: page.map((child) => extended(call, child)),
    ChildrenCount,
  }));
}

/** The fake knows no roles: each folder is told without any. */
function roles(call: UserCall): Reply {
  const name = call.request.query.get('username');
  const user = [...call.site.world.users.values()].find(
    ({ username, tenant }) => username === name && tenant.id === call.user.tenant.id,
  );
  if (user === undefined) return failure(404, 1002, 'User does not exist.');
  return paged(call, foldersOf({ ...call, user }), (_, Count, page) => ({
    TenantRoles: [],
    PageItems: page.map((folder) => ({ Folder: simple(folder), Roles: [] })),
    Count,
    Id: user.id,
  }));
}

type Show = (rows: readonly JsonObject[], count: number, page: readonly Folder[]) => JsonObject;

function paged(call: UserCall, folders: readonly Folder[], show: Show): Reply {
  const [skip, take] = [numberOf(call, 'skip'), numberOf(call, 'take')];
  if (typeof skip === 'object') return skip;
  if (typeof take === 'object') return take;
  const page = folders.slice(skip, skip + take);
  return jsonReply(
    200,
    show(
      page.map((folder) => shown(call, folder)),
      folders.length,
      page,
    ),
  );
}

const mostTaken = 1000;

function numberOf({ request, site }: UserCall, field: 'skip' | 'take'): number | Reply {
  const text = request.query.get(field);
  if (text === null && !site.profile.needsPaging) return field === 'skip' ? 0 : mostTaken;
  const most = field === 'skip' ? 2_147_483_647 : mostTaken;
  const given = /^\d{1,10}$/.test(text ?? '') ? Number(text) : most + 1;
  return given <= most ? given : failure(400, 1009, `The field ${field} must be between 0 and ${most}.`);
}

function matches({ request }: UserCall): (folder: Folder) => boolean {
  const wanted = request.query.get('searchText')?.toLowerCase() ?? '';
  return ({ name }) => name.toLowerCase().includes(wanted);
}

function foldersOf({ site, user }: UserCall): readonly Folder[] {
  return [...site.world.folders.values()].filter(
    (folder) => folder.tenant.id === user.tenant.id && belongsTo(user, folder),
  );
}

/** The folders of the user with those above them, which are shown but cannot be selected. */
function treeOf(call: UserCall): readonly Folder[] {
  const shown = new Set(foldersOf(call).flatMap((folder) => [...ancestorsOf(folder), folder]));
  return [...call.site.world.folders.values()].filter((folder) => shown.has(folder));
}

function ancestorsOf({ parent }: Folder): readonly Folder[] {
  return parent === undefined ? [] : [...ancestorsOf(parent), parent];
}

function simple({ id, name, path }: Folder): JsonObject {
  return { DisplayName: name, FullyQualifiedName: path, Id: id };
}

function shown({ site }: UserCall, folder: Folder): JsonObject {
  const row = folderRow(folder);
  return Object.fromEntries(site.profile.folderFields.map((field) => [field, row[field] ?? null]));
}

function extended(call: UserCall, folder: Folder): JsonObject {
  return {
    IsSelectable: belongsTo(call.user, folder),
    HasChildren: treeOf(call).some(({ parent }) => parent?.id === folder.id),
    Level: ancestorsOf(folder).length,
    ...shown(call, folder),
  };
}
