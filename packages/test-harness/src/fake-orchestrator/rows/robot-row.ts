import type { JsonObject } from '../json.js';
import type { EntityType } from '../odata/entity-type.js';
import type { Folder, Robot } from '../world/entities.js';

/** RobotDto, as far as a client needs it to start a process on certain robots. Source: UiPath swagger 2019.10 and 2020.10. */
export const robotType: EntityType = {
  name: 'UiPath.Server.Configuration.OData.RobotDto',
  properties: {
    MachineName: 'string',
    MachineId: 'number',
    Name: 'string',
    Username: 'string',
    Description: 'string',
    Type: 'string',
    HostingType: 'string',
    ProvisionType: 'string',
    RobotEnvironments: 'string',
    Id: 'number',
  },
};

/** A robot of a folder as the API shows it. */
export function robotRow({ id, name, username, machineId, machineName }: Robot, folder: Folder): JsonObject {
  return {
    MachineName: machineName,
    MachineId: machineId,
    Name: name,
    Username: username,
    Description: null,
    Type: 'Unattended',
    HostingType: 'Standard',
    ProvisionType: folder.kind === 'classic' ? 'Manual' : 'Automatic',
    RobotEnvironments: folder.environment?.name ?? '',
    Id: id,
  };
}
