/** The API versions that the fake can be. */
export const apiVersions = [17] as const;
/** An API version that the fake can be. */
export type ApiVersion = (typeof apiVersions)[number];

/** What differs between versions of Orchestrator. One value per version; the code asks the profile and never the number. */
export interface VersionProfile {
  /** Value of the header `api-supported-versions`. */
  readonly supportedVersions: string;
  /** The product's build number. */
  readonly build: string;
  /** Fields of `startInfo` that StartJobs binds; any other one makes the whole body null. */
  readonly startInfoFields: readonly string[];
  /** Types of events that can be subscribed to, and are sent. */
  readonly eventTypes: readonly string[];
}
