import { isCapable, isIn, jobEvents } from './capability-table.js';

export { jobEvents } from './capability-table.js';

/**
 * What an Orchestrator can do, by its API version: 9 is 19.10, 10 is 20.4, 11 is 20.10, 17 is 2023.10 to 2025.10. What
 * each is known from is in the capability table.
 */
export interface Capabilities {
  readonly apiVersion: number;
  /** A local user signs in with a password. Until API 17. */
  readonly hasPasswordSignIn: boolean;
  /** A start takes the strategy `ModernJobsCount`. Since 20.4 (API 10). */
  readonly hasModernJobs: boolean;
  /** A start takes a `RuntimeType`. Since 20.4 (API 10). */
  readonly hasRuntimeType: boolean;
  /** A start takes a `Reference`, jobs carry it and can be searched by it. Since 20.10 (API 11). */
  readonly hasReference: boolean;
  /** Whether a filter may ask for `Id in (1,2)`. Since 20.10 (API 11). */
  readonly hasIn: boolean;
  /**
   * The fields to ask processes for; absent where it is not known for sure which there are. Without it a list carries
   * several times as much.
   */
  readonly releaseFields?: string;
  /** Whether the processes of all folders can be asked for at once. Since 20.10 (API 11). */
  readonly hasListsAcross: boolean;
  /** Whether a call may name its folder by key. Since 21.10 (API 13). */
  readonly hasFolderKeyHeader: boolean;
  /** Whether folders may be classic. Until 2023.4 (API 16). */
  readonly hasClassicFolders: boolean;
  /**
   * How many jobs one list may be asked for: an `or` for each takes three of the 100 nodes that a filter may have
   * (UiPath Orchestrator API guide, "Building API requests"), and addresses must stay short.
   */
  readonly longestJobList: number;
  /** The runtimes of a folder's machines can be asked for. Since 20.10 (API 11). */
  readonly hasFolderRuntimes: boolean;
  /** A start can be validated without starting anything. Since 22.4 (API 15). */
  readonly hasStartValidation: boolean;
  /** A webhook must have a `Name`. API 20; before, the strict binding refuses it. */
  readonly hasWebhookName: boolean;
  /** What follows the name of an OData function in its path: nothing since 20.10 (API 11), `()` before. */
  readonly functionSuffix: '()' | '';
  /** The webhook events about jobs that this version is known to have. */
  readonly jobEvents: readonly string[];
}

/**
 * The capabilities of an API version, made from the capability table. On-premises Orchestrators bind strictly: one field
 * they do not know, and the whole request is refused.
 */
export function capabilitiesOf(apiVersion: number): Capabilities {
  const known = made.get(apiVersion) ?? make(apiVersion);
  made.set(apiVersion, known);
  return known;
}

/** Every call asks, and the table is long. A reply names versions of three digits at most, so there are few. */
const made = new Map<number, Capabilities>();

function make(apiVersion: number): Capabilities {
  const hasIn = isCapable(apiVersion, 'in-operator');
  return {
    apiVersion,
    hasPasswordSignIn: isCapable(apiVersion, 'password-sign-in'),
    hasModernJobs: isCapable(apiVersion, 'modern-jobs'),
    hasRuntimeType: isCapable(apiVersion, 'job-runtime'),
    hasReference: isCapable(apiVersion, 'job-reference'),
    hasIn,
    ...(apiVersion < attendedAtEarliest && { releaseFields }),
    ...(isCapable(apiVersion, 'attended-processes') && { releaseFields: `${releaseFields},IsAttended` }),
    hasListsAcross: isCapable(apiVersion, 'cross-folder-lists'),
    hasFolderKeyHeader: isCapable(apiVersion, 'folder-key-header'),
    hasClassicFolders: isCapable(apiVersion, 'classic-folders'),
    longestJobList: hasIn ? 50 : 20,
    hasFolderRuntimes: isCapable(apiVersion, 'folder-runtimes'),
    hasStartValidation: isCapable(apiVersion, 'start-validation'),
    hasWebhookName: isCapable(apiVersion, 'webhook-name'),
    functionSuffix: isCapable(apiVersion, 'function-parentheses') ? '()' : '',
    jobEvents: jobEvents.filter((event) => isIn(event, apiVersion)).map(({ name }) => name),
  };
}

/** All that is read of a process, in every version. */
const releaseFields = 'Key,Name,ProcessKey,ProcessVersion,Arguments,Id';

/** Between this version and the one that is known to have it, `IsAttended` may be there or not. */
const attendedAtEarliest = 13;
