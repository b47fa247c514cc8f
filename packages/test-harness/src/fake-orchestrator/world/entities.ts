import type { ProcessSeed } from './seed.js';

/** A tenant; everything else belongs to one. */
export interface Tenant {
  readonly id: number;
  readonly key: string;
  readonly name: string;
}

/** Somebody who can log in. */
export interface User {
  readonly id: number;
  readonly key: string;
  readonly tenant: Tenant;
  readonly username: string;
  readonly password: string;
  /** API names, such as `Jobs.View`; `undefined` means all. */
  readonly permissions: readonly string[] | undefined;
}

/** A robot on a machine. It runs one job at a time. */
export interface Robot {
  readonly id: number;
  readonly name: string;
  readonly username: string;
  readonly machineId: number;
  readonly machineName: string;
}

/** A modern folder. */
export interface Folder {
  readonly id: number;
  readonly key: string;
  readonly tenant: Tenant;
  /** Its own name, the last part of its path. */
  readonly name: string;
  readonly path: string;
  readonly parent: Folder | undefined;
  readonly unattendedRobots: readonly Robot[];
  readonly hasUnattendedMachine: boolean;
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
