import type { JsonObject } from '../json.js';
import type { EntityType } from '../odata/entity-type.js';
import type { VersionProfile } from '../profile/version-profile.js';
import type { Release } from '../world/entities.js';
import { declaredArguments } from './declared-arguments.js';

/** ProcessDto: a version of a package. Source: UiPath swagger 2019.10 and 2020.10. */
export const packageType: EntityType = {
  name: 'UiPath.Server.Configuration.OData.ProcessDto',
  properties: {
    Id: 'string',
    Key: 'string',
    Title: 'string',
    Version: 'string',
    Description: 'string',
    Published: 'date',
    IsLatestVersion: 'boolean',
    ProjectType: 'string',
    IsActive: 'boolean',
    Arguments: 'complex',
  },
};

/** The package version that a release runs, as the API shows it. */
export function packageRow({ process, currentVersion }: Release, profile: VersionProfile): JsonObject {
  const packageId = process.packageId ?? process.name;
  return {
    Id: `${packageId}:${currentVersion.number}`,
    Key: packageId,
    Title: packageId,
    Version: currentVersion.number,
    Description: process.description,
    Published: currentVersion.creationTime,
    IsLatestVersion: true,
    ProjectType: 'Process',
    IsActive: true,
    Arguments: declaredArguments(process, profile),
  };
}
