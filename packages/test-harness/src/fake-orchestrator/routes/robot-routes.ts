import { contextOf, odataList } from '../http/odata-list.js';
import { failure, odataReply, type Reply } from '../http/reply.js';
import { folderRoute, type Route, type UserCall, userRoute } from '../http/route.js';
import { holdsRobot } from '../jobs/job-state.js';
import { environmentRow, environmentType } from '../rows/environment-row.js';
import { robotRow, robotType } from '../rows/robot-row.js';
import { belongsTo } from './permissions.js';

/** Who can run the processes of a folder. Source: UiPath swagger 2019.10 and 2020.10. */
export const robotRoutes: readonly Route[] = [
  folderRoute('GET', '/odata/Robots', 'Robots.View', (call) => {
    const { folder } = call;
    return odataList(
      call,
      'Robots',
      robotType,
      folder.unattendedRobots.map((robot) => robotRow(robot, folder)),
    );
  }),
  folderRoute('GET', '/odata/Environments', 'Environments.View', (call) => {
    const { environment } = call.folder;
    return odataList(
      call,
      'Environments',
      environmentType,
      environment === undefined ? [] : [environmentRow(environment)],
    );
  }),
  userRoute(
    'GET',
    '/odata/Machines/UiPath.Server.Configuration.OData.GetRuntimesForFolder(folderId={id})',
    'Machines.View',
    runtimes,
  ),
];

function runtimes(call: UserCall): Reply {
  const { site, user, id } = call;
  const folder = site.world.folders.get(id);
  if (folder === undefined || folder.tenant.id !== user.tenant.id || !belongsTo(user, folder)) {
    return failure(400, 1100, 'Folder does not exist or the user does not have access to the folder.');
  }
  const total = folder.hasUnattendedMachine && folder.kind !== 'classic' ? folder.unattendedRobots.length : 0;
  const connected = Math.min(total, folder.connectedRobots);
  const busy = site.world.jobs
    .inFolder(id)
    .filter(({ state, type }) => type === 'Unattended' && holdsRobot(state)).length;
  const runtime = { Type: 'Unattended', Total: total, Connected: connected, Available: Math.max(connected - busy, 0) };
  return odataReply(200, {
    '@odata.context': contextOf(call, 'Collection(UiPath.Server.Configuration.OData.MachineRuntimeDto)'),
    value: total === 0 ? [] : [runtime],
  });
}
