import type { ProcessSeed } from './seed.js';
import type { Membership } from './seed-access.js';

/** A tenant; everything else belongs to one. */
export interface Tenant {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  /** Whether only users that bypass it may log in with a password. */
  readonly restrictBasicAuthentication: boolean;
}

/** Somebody who can log in; or the account under which an external application acts in a tenant. */
export interface User {
  readonly id: number;
  readonly key: string;
  readonly tenant: Tenant;
  readonly username: string;
  readonly password: string;
  /** Whether they may log in. */
  readonly isActive: boolean;
  /** API names, such as `Jobs.View`; `undefined` means all. */
  readonly permissions: readonly string[] | undefined;
  /** Whether an unattended robot is defined on the user, for processes that run as them. */
  readonly hasUnattendedRobot: boolean;
  /** Whether the robots of the folders are configured for the user. */
  readonly mayChooseRobots: boolean;
  /** The folders they belong to, with everything below; `undefined` means all. */
  readonly folders: readonly Membership[] | undefined;
  readonly bypassBasicAuthRestriction: boolean;
  readonly personalAccessTokens: readonly PersonalAccessToken[];
}

/** A bearer token that a user made; with `scopes` it is good for these alone. */
export interface PersonalAccessToken {
  readonly token: string;
  readonly scopes?: readonly string[] | undefined;
  readonly expiresInS: number;
}

/** A robot on a machine. It runs one job at a time. */
export interface Robot {
  readonly id: number;
  readonly name: string;
  readonly username: string;
  readonly machineId: number;
  readonly machineName: string;
}

/** A group of robots in a classic folder. */
export interface Environment {
  readonly id: number;
  readonly name: string;
}

/** A folder. Modern ones have users and machines, classic ones robots and environments; personal ones belong to one user. */
export interface Folder {
  readonly id: number;
  readonly key: string;
  readonly tenant: Tenant;
  /** Its own name, the last part of its path. */
  readonly name: string;
  readonly path: string;
  /** The path it had at first. Whoever belongs to the folder does so by this one, so that a new name takes no rights away. */
  readonly firstPath: string;
  readonly parent: Folder | undefined;
  readonly kind: 'modern' | 'classic' | 'personal';
  /** The environment of a classic folder, with all of its robots. */
  readonly environment: Environment | undefined;
  readonly unattendedRobots: readonly Robot[];
  /** How many of them are on machines that are connected: the first ones. The others run nothing. */
  readonly connectedRobots: number;
  readonly hasUnattendedMachine: boolean;
  /** How many jobs of one process may be Pending at once; `undefined` for any number. */
  readonly mostPendingJobs: number | undefined;
}

/** A version of a package that a release has, or had. */
export interface ReleaseVersion {
  readonly id: number;
  readonly number: string;
  readonly creationTime: string;
}

/** A process; the API calls it a release. */
export interface Release {
  readonly id: number;
  readonly key: string;
  readonly folder: Folder;
  readonly creationTime: string;
  readonly currentVersion: ReleaseVersion;
  readonly earlierVersions: readonly ReleaseVersion[];
  readonly process: ProcessSeed;
}

/** Where Orchestrator sends events. */
export interface Webhook {
  readonly id: number;
  readonly key: string;
  readonly tenant: Tenant;
  readonly name: string | null;
  readonly description: string | null;
  readonly url: string;
  readonly enabled: boolean;
  readonly secret: string | null;
  readonly subscribeToAllEvents: boolean;
  readonly allowInsecureSsl: boolean;
  readonly eventTypes: readonly string[];
}
