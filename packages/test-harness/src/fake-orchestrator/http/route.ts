import { callerOf } from '../oauth/caller-of.js';
import { belongsTo, may } from '../routes/permissions.js';
import type { Site } from '../site.js';
import type { Folder, User } from '../world/entities.js';
import type { ApiRequest } from './api-request.js';
import { folderHeaderOf, namesFolder } from './folder-of.js';
import { failure, notAuthenticated, notAuthorized, type Reply } from './reply.js';

/** What every route is told. `id` is the number in the path, or 0 where the path has none. */
export interface Call {
  readonly site: Site;
  readonly request: ApiRequest;
  readonly id: number;
}

/** A call by a logged-in user, or by an application, which has an account but is no user. */
export interface UserCall extends Call {
  readonly user: User;
  readonly isApplication: boolean;
}

/** A call by a logged-in user in a folder. */
export interface FolderCall extends UserCall {
  readonly folder: Folder;
}

/**
 * A way to answer requests. In `path`, `{id}` stands for a number and `{key}` for a GUID; letter case does not matter, and `()` may follow a
 * function's name.
 */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly answer: (call: Call) => Reply | Promise<Reply>;
}

/** A route that needs no login. */
export function openRoute(method: string, path: string, answer: Route['answer']): Route {
  return { method, path, answer };
}

/** A route for users with a permission in their tenant; `undefined` stands for none. */
export function userRoute(
  method: string,
  path: string,
  permission: string | undefined,
  answer: (call: UserCall) => Reply | Promise<Reply>,
): Route {
  return openRoute(method, path, (call) => {
    const caller = callerOf(call.site, call.request);
    if (caller === undefined) return notAuthenticated;
    const allowed = permission === undefined || may(caller.user, permission);
    return allowed ? answer({ ...call, ...caller }) : notAuthorized;
  });
}

/** A call by a logged-in user about one folder or several. */
export interface FoldersCall extends UserCall {
  readonly folders: readonly Folder[];
}

/**
 * A {@link folderRoute} for lists, that without a folder header lists all folders in which the user has the permission and
 * those that `mandatoryPermissions` (all of them) and `atLeastOnePermissions` (one of them) name, when either is given.
 * Source: UiPath swagger 2020.10, of `GET /odata/Releases`; that one of the two must be given, but in the cloud, is assumed.
 */
export function foldersRoute(
  method: string,
  path: string,
  permission: string,
  answer: (call: FoldersCall) => Reply,
): Route {
  const inOne = folderRoute(method, path, permission, (call) => answer({ ...call, folders: [call.folder] }));
  return openRoute(method, path, (call) => {
    const { site, request } = call;
    const all = request.query.getAll('mandatoryPermissions');
    const some = request.query.getAll('atLeastOnePermissions');
    const needsPermissions = !site.profile.listsWithoutFolder && all.length + some.length === 0;
    const isInOne = folderHeaderOf(request.headers, site.profile.folderHeaders) !== undefined;
    if (isInOne || !site.profile.hasListsAcross || needsPermissions) return inOne.answer(call);
    const caller = callerOf(site, request);
    if (caller === undefined) return notAuthenticated;
    const { user } = caller;
    const folders = [...site.world.folders.values()].filter(
      (folder) =>
        folder.tenant.id === user.tenant.id &&
        belongsTo(user, folder) &&
        [permission, ...all].every((name) => may(user, name, folder)) &&
        (some.length === 0 || some.some((name) => may(user, name, folder))),
    );
    return answer({ ...call, ...caller, folders });
  });
}

/** A route for users with a permission in a folder, which a header names. Sources: UiPath docs, "Response codes"; measured by UiPath-Services/UiPathOrch. */
export function folderRoute(
  method: string,
  path: string,
  permission: string,
  answer: (call: FolderCall) => Reply,
): Route {
  return userRoute(method, path, undefined, (call) => {
    const { folderHeaders, folderMissing } = call.site.profile;
    const header = folderHeaderOf(call.request.headers, folderHeaders);
    if (header === undefined) return failure(400, 1101, folderMissing);
    const folder = [...call.site.world.folders.values()].find(
      (candidate) => candidate.tenant.id === call.user.tenant.id && namesFolder(header, candidate),
    );
    if (folder === undefined || !belongsTo(call.user, folder)) {
      return failure(400, 1100, 'Folder does not exist or the user does not have access to the folder.');
    }
    return may(call.user, permission, folder) ? answer({ ...call, folder }) : notAuthorized;
  });
}
