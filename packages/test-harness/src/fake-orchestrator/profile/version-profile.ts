/** The API versions that the fake can be. */
export const apiVersions = [9, 11, 13, 15, 16, 17, 20] as const;
/** An API version that the fake can be. */
export type ApiVersion = (typeof apiVersions)[number];

/**
 * What differs between versions of Orchestrator. One value per version; the code asks the profile and never the number.
 * A version says what it adds to the one before, and where that is known from.
 */
export interface VersionProfile {
  /** The releases of the product that have this API. */
  readonly product: string;
  /** Where it is known from what sets the version apart from the one before. */
  readonly sources: readonly string[];
  /** What no source tells, and is therefore inferred. */
  readonly assumed: readonly string[];
  /** Value of the header `api-supported-versions`. */
  readonly supportedVersions: string;
  /** The product's build number. */
  readonly build: string;

  /** Names of the headers, in small letters, that may name a folder; any other is not looked at. */
  readonly folderHeaders: readonly string[];
  /** What is said when a folder header is missing. */
  readonly folderMissing: string;
  /** Whether folders with environments and robots of their own can be there. */
  readonly hasClassicFolders: boolean;
  /** Whether users can have workspaces of their own. */
  readonly hasPersonalWorkspaces: boolean;
  /** Whether lists of `/api/FoldersNavigation` must be told `skip` and `take`. */
  readonly needsPaging: boolean;
  /** Whether a list may be asked for across folders, by permissions instead of a folder header. */
  readonly hasListsAcross: boolean;
  /** Whether such a list may be asked for without permissions too. */
  readonly listsWithoutFolder: boolean;

  /** Fields of `startInfo` that StartJobs binds; any other one makes the whole body null. */
  readonly startInfoFields: readonly string[];
  /** Values that `Strategy` of `startInfo` may have. */
  readonly startStrategies: readonly string[];
  /** Fields of a webhook, in requests and replies. */
  readonly webhookFields: readonly string[];
  readonly needsWebhookName: boolean;
  readonly folderFields: readonly string[];
  readonly releaseFields: readonly string[];
  /** Fields of `ProcessSettings` of a release. */
  readonly processSettingsFields: readonly string[];
  readonly jobFields: readonly string[];
  readonly licenceFields: readonly string[];
  /** The assembly of the basic .NET types that argument schemas name. */
  readonly coreAssembly: string;

  /** Whether a filter may say `in`. */
  readonly hasIn: boolean;
  /** Whether letter case does not matter in names of fields: in `startInfo` and in query options. */
  readonly ignoresCase: boolean;
  /** What UpdateToSpecificPackageVersion answers. */
  readonly versionChangeAnswer: 'id' | 'release';
  /** Whether lists of jobs have null instead of the arguments. */
  readonly listsOmitArguments: boolean;
  /** Whether it also answers under `/{organization}/{tenant}/orchestrator_`. */
  readonly hasCloudPaths: boolean;
  /** Routes of the fake that this version lacks, as `GET /path`, and what is answered there. */
  readonly absentRoutes: Readonly<Record<string, 'page' | 'not-found'>>;

  /** Types of events that can be subscribed to, and are sent. */
  readonly eventTypes: readonly string[];
  /** How an event's id is written. */
  readonly eventIds: 'hex' | 'decimal';
  /** Members of an event beside those that every version has. */
  readonly eventFields: readonly string[];
  /** Members of a job in an event about its run or its end. */
  readonly eventJobFields: readonly string[];
}
