import { done, shown, withCheckedBody } from '../../fake-server/checked-body.js';
import type { ApiRequest } from '../http/api-request.js';
import type { Reply } from '../http/reply.js';
import { licenceSeed } from '../world/licence.js';
import type { FakeAdmin } from './admin.js';
import {
  folderChangeInput,
  maintenanceInput,
  releaseFolderInput,
  userChangeInput,
  versionInput,
} from './admin-inputs.js';

/**
 * Answers what changes users, licences, processes, folders and maintenance under `/__admin`; `path` is what follows it.
 * `undefined` for anything else.
 */
export function answerChange(
  admin: FakeAdmin,
  { method, body }: ApiRequest,
  path: string,
): Reply | Promise<Reply> | undefined {
  for (const [route, answer] of routes) {
    const match = route.exec(`${method} ${path}`);
    if (match !== null) return answer(admin, body, match[1] ?? '', match[2] ?? '');
  }
  return undefined;
}

type Answer = (admin: FakeAdmin, body: ApiRequest['body'], one: string, other: string) => Reply | Promise<Reply>;

const routes: readonly (readonly [RegExp, Answer])[] = [
  [
    /^POST \/users\/([^/]+)\/([^/]+)$/,
    (admin, body, tenant, username) =>
      withCheckedBody(userChangeInput, body, (change) => shown(admin.changeUser(tenant, username, change))),
  ],
  [/^DELETE \/users\/([^/]+)\/([^/]+)$/, (admin, _, tenant, username) => done(admin.removeUser(tenant, username))],
  [
    /^POST \/tenants\/([^/]+)\/licence$/,
    (admin, body, tenant) => withCheckedBody(licenceSeed, body, (licence) => done(admin.setLicence(tenant, licence))),
  ],
  [
    /^POST \/releases\/([^/]+)\/version$/,
    (admin, body, key) =>
      withCheckedBody(versionInput, body, ({ version }) => shown(admin.setReleaseVersion(key, version))),
  ],
  [
    /^POST \/releases\/([^/]+)\/folder$/,
    (admin, body, key) => withCheckedBody(releaseFolderInput, body, ({ path }) => shown(admin.moveRelease(key, path))),
  ],
  [/^DELETE \/releases\/([^/]+)$/, (admin, _, key) => done(admin.removeRelease(key))],
  [/^POST \/folders\/renumber$/, (admin) => shown(admin.renumberFolders())],
  [
    /^POST \/folders\/([^/]+)$/,
    (admin, body, key) => withCheckedBody(folderChangeInput, body, (change) => shown(admin.changeFolder(key, change))),
  ],
  [/^DELETE \/folders\/([^/]+)$/, (admin, _, key) => done(admin.removeFolder(key))],
  [
    /^POST \/maintenance$/,
    (admin, body) =>
      withCheckedBody(maintenanceInput, body, ({ state }) => {
        admin.setMaintenance(state);
        return done(true);
      }),
  ],
];
