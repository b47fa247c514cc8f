import type { JsonObject } from '../json.js';
import type { EntityType } from '../odata/entity-type.js';
import { withFields } from '../odata/with-fields.js';
import type { VersionProfile } from '../profile/version-profile.js';
import type { Release, ReleaseVersion } from '../world/entities.js';
import { stableGuid } from '../world/stable-guid.js';
import { declaredArguments } from './declared-arguments.js';
import { environmentRow, environmentType } from './environment-row.js';

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

const entryPointType: EntityType = {
  name: 'UiPath.Server.Configuration.OData.EntryPointDto',
  properties: { UniqueId: 'guid', Path: 'string', InputArguments: 'string', OutputArguments: 'string', Id: 'number' },
};

const everyField: EntityType = {
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
    Environment: { entity: environmentType },
    EntryPointId: 'number',
    EntryPoint: { entity: entryPointType },
    InputArguments: 'string',
    ProcessType: 'string',
    SupportsMultipleEntryPoints: 'boolean',
    RequiresUserInteraction: 'boolean',
    IsAttended: 'boolean',
    IsCompiled: 'boolean',
    AutoUpdate: 'boolean',
    FeedId: 'guid',
    JobPriority: 'string',
    SpecificPriorityValue: 'number',
    TargetFramework: 'string',
    CreationTime: 'date',
    LastModificationTime: 'date',
    OrganizationUnitId: 'number',
    OrganizationUnitFullyQualifiedName: 'string',
    EntryPointPath: 'string',
    HiddenForAttendedUser: 'boolean',
    RemoteControlAccess: 'string',
    VideoRecordingSettings: 'complex',
    AutomationHubIdeaUrl: 'string',
    RobotSize: 'string',
    EnvironmentVariables: 'string',
    MinRequiredRobotVersion: 'string',
    FolderKey: 'guid',
    Tags: 'complex',
    Arguments: 'complex',
    ProcessSettings: 'complex',
    CurrentVersion: { entity: versionType },
    ReleaseVersions: { entity: versionType, many: true },
    Id: 'number',
  },
};

/** ReleaseDto of a version; its `Key` is a string, not a GUID. */
export function releaseType({ releaseFields }: VersionProfile): EntityType {
  return withFields(everyField, releaseFields);
}

/** A release with its links and everything that any version shows of it. `Arguments` holds JSON strings. */
export function releaseRow(release: Release, profile: VersionProfile): JsonObject {
  const made = madeRows.get(release);
  if (made?.profile === profile) return made.row;
  const row = makeRow(release, profile);
  madeRows.set(release, { profile, row });
  return row;
}

/** A release never changes, it is replaced; lists of thousands are asked for page by page. */
const madeRows = new WeakMap<Release, { readonly profile: VersionProfile; readonly row: JsonObject }>();

function makeRow(release: Release, profile: VersionProfile): JsonObject {
  const { process, currentVersion, folder } = release;
  const declared = declaredArguments(process, profile);
  return {
    Key: release.key,
    ProcessKey: process.packageId ?? process.name,
    ProcessVersion: currentVersion.number,
    IsLatestVersion: true,
    IsProcessDeleted: false,
    Description: process.description,
    Name: process.name,
    EnvironmentId: folder.environment?.id ?? null,
    EnvironmentName: folder.environment?.name ?? null,
    Environment: folder.environment === undefined ? null : environmentRow(folder.environment),
    EntryPointId: release.id,
    EntryPoint: {
      UniqueId: stableGuid('entry point', release.key),
      Path: 'Main.xaml',
      InputArguments: declared?.Input ?? null,
      OutputArguments: declared?.Output ?? null,
      Id: release.id,
    },
    InputArguments: null,
    ProcessType: 'Process',
    SupportsMultipleEntryPoints: true,
    RequiresUserInteraction: process.attended,
    IsAttended: process.attended,
    IsCompiled: false,
    AutoUpdate: false,
    FeedId: stableGuid('feed', folder.tenant.name),
    JobPriority: 'Normal',
    SpecificPriorityValue: 45,
    TargetFramework: 'Portable',
    CreationTime: release.creationTime,
    LastModificationTime: release.currentVersion.creationTime,
    OrganizationUnitId: folder.id,
    OrganizationUnitFullyQualifiedName: folder.path,
    EntryPointPath: 'Main.xaml',
    HiddenForAttendedUser: false,
    RemoteControlAccess: 'None',
    VideoRecordingSettings: null,
    AutomationHubIdeaUrl: null,
    RobotSize: null,
    EnvironmentVariables: null,
    MinRequiredRobotVersion: null,
    FolderKey: folder.key,
    Tags: [],
    Arguments: declared,
    ProcessSettings: Object.fromEntries(
      profile.processSettingsFields.map((field) => [field, processSettings[field.toLowerCase()] ?? false]),
    ),
    CurrentVersion: versionRow(currentVersion, release),
    ReleaseVersions: [currentVersion, ...release.earlierVersions].map((version) => versionRow(version, release)),
    Id: release.id,
  };
}

/** By name in small letters, since versions differ in case; what is not here is false. */
const processSettings: Readonly<Record<string, number>> = { duration: 40, frequency: 500, quality: 100 };

function versionRow(version: ReleaseVersion, release: Release): JsonObject {
  return {
    ReleaseId: release.id,
    VersionNumber: version.number,
    CreationTime: version.creationTime,
    ReleaseName: release.process.name,
    Id: version.id,
  };
}
