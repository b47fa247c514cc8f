import type { JsonObject } from '../json.js';
import type { EntityType } from '../odata/entity-type.js';
import type { Release, ReleaseVersion } from '../world/entities.js';
import type { ProcessSeed } from '../world/seed.js';
import { stableGuid } from '../world/stable-guid.js';

const versionType: EntityType = {
  name: 'UiPath.Server.Configuration.OData.ReleaseVersionDto',
  properties: {
    ReleaseId: 'number',
    VersionNumber: 'string',
    CreationTime: 'date',
    ReleaseName: 'string',
    Id: 'number',
  },
};

/** ReleaseDto; its `Key` is a string, not a GUID. Source: UiPath swagger 2020.10. */
export const releaseType: EntityType = {
  name: 'UiPath.Server.Configuration.OData.ReleaseDto',
  properties: {
    Key: 'string',
    ProcessKey: 'string',
    ProcessVersion: 'string',
    IsLatestVersion: 'boolean',
    IsProcessDeleted: 'boolean',
    Description: 'string',
    Name: 'string',
    EnvironmentId: 'number',
    EnvironmentName: 'string',
    InputArguments: 'string',
    ProcessType: 'string',
    SupportsMultipleEntryPoints: 'boolean',
    RequiresUserInteraction: 'boolean',
    IsAttended: 'boolean',
    AutoUpdate: 'boolean',
    FeedId: 'guid',
    JobPriority: 'string',
    TargetFramework: 'string',
    CreationTime: 'date',
    OrganizationUnitId: 'number',
    OrganizationUnitFullyQualifiedName: 'string',
    EntryPointPath: 'string',
    HiddenForAttendedUser: 'boolean',
    Arguments: 'complex',
    ProcessSettings: 'complex',
    CurrentVersion: { entity: versionType },
    ReleaseVersions: { entity: versionType, many: true },
    Id: 'number',
  },
};

/** A release as the API shows it, with its links. `Arguments` holds JSON strings. */
export function releaseRow(release: Release): JsonObject {
  const { process, currentVersion, folder } = release;
  return {
    Key: release.key,
    ProcessKey: process.packageId ?? process.name,
    ProcessVersion: currentVersion.number,
    IsLatestVersion: true,
    IsProcessDeleted: false,
    Description: process.description,
    Name: process.name,
    EnvironmentId: null,
    EnvironmentName: null,
    InputArguments: null,
    ProcessType: 'Process',
    SupportsMultipleEntryPoints: true,
    RequiresUserInteraction: process.attended,
    IsAttended: process.attended,
    AutoUpdate: false,
    FeedId: stableGuid('feed', folder.tenant.name),
    JobPriority: 'Normal',
    TargetFramework: 'Portable',
    CreationTime: release.creationTime,
    OrganizationUnitId: folder.id,
    OrganizationUnitFullyQualifiedName: folder.path,
    EntryPointPath: 'Main.xaml',
    HiddenForAttendedUser: false,
    Arguments: argumentsOf(process),
    ProcessSettings: {
      ErrorRecordingEnabled: false,
      Duration: 40,
      Frequency: 500,
      Quality: 100,
      AutoStartProcess: false,
      AlwaysRunning: false,
    },
    CurrentVersion: versionRow(currentVersion, release),
    ReleaseVersions: [currentVersion, ...release.earlierVersions].map((version) => versionRow(version, release)),
    Id: release.id,
  };
}

/** `{Input, Output}` as JSON strings, as a package describes its arguments; null where it does not. */
export function argumentsOf({ arguments: declared }: ProcessSeed): JsonObject | null {
  if (declared === null) return null;
  const input = declared.input.map(({ name, type, required, hasDefault }) => ({
    name,
    type: assemblyQualified(type),
    required,
    hasDefault,
  }));
  const output = declared.output.map(({ name, type }) => ({ name, type: assemblyQualified(type) }));
  return { Input: JSON.stringify(input), Output: JSON.stringify(output) };
}

function assemblyQualified(type: string): string {
  return type.includes(',')
    ? type
    : `${type}, System.Private.CoreLib, Version=8.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e`;
}

function versionRow(version: ReleaseVersion, release: Release): JsonObject {
  return {
    ReleaseId: release.id,
    VersionNumber: version.number,
    CreationTime: version.creationTime,
    ReleaseName: release.process.name,
    Id: version.id,
  };
}
