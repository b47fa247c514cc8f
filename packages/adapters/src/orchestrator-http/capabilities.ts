/** What an Orchestrator can do, by its API version: 9 is 19.10, 10 is 20.4, 11 is 20.10, 17 is 2023.10 to 2025.10. */
export interface Capabilities {
  readonly apiVersion: number;
  /** A start takes `RuntimeType` and the strategy `ModernJobsCount`. Since 20.4 (API 10). */
  readonly hasModernJobs: boolean;
  /** A start takes a `Reference`, jobs carry it and can be searched by it. Since 20.10 (API 11). */
  readonly hasReference: boolean;
  /** Whether a filter may ask for `Id in (1,2)`. Measured on 20.10 (API 11) and later; 19.10 refuses it. */
  readonly hasIn: boolean;
  /**
   * How many jobs one list may be asked for: an `or` for each takes three of the 100 nodes that a filter may have
   * (UiPath Orchestrator API guide, "Building API requests"), and addresses must stay short.
   */
  readonly longestJobList: number;
  /** A webhook must have a `Name`. API 20; before, the strict binding refuses it. */
  readonly hasWebhookName: boolean;
  /** What follows the name of an OData function in its path: nothing since 20.10 (API 11), `()` before. */
  readonly functionSuffix: '()' | '';
  /** The webhook events about jobs that this version is known to have. */
  readonly jobEvents: readonly string[];
}

/**
 * The capabilities of an API version. On-premises Orchestrators bind strictly: one field they do not know, and the whole
 * request is refused. Sources: the product's own API descriptions of 2019.10 and 2020.10; UiPath Orchestrator API guide,
 * "Types of events".
 */
export function capabilitiesOf(apiVersion: number): Capabilities {
  return {
    apiVersion,
    hasModernJobs: apiVersion >= 10,
    hasReference: apiVersion >= 11,
    hasIn: apiVersion >= 11,
    longestJobList: apiVersion >= 11 ? 50 : 20,
    hasWebhookName: apiVersion >= 20,
    functionSuffix: apiVersion >= 11 ? '' : '()',
    jobEvents: jobEvents.filter(({ since }) => apiVersion >= since).map(({ name }) => name),
  };
}

/** Every webhook event about jobs, with the first API version known to have it (9 is the oldest supported). */
export const jobEvents = [
  { name: 'job.created', since: 9 },
  { name: 'job.started', since: 9 },
  { name: 'job.faulted', since: 9 },
  { name: 'job.completed', since: 9 },
  { name: 'job.stopped', since: 9 },
  { name: 'job.suspended', since: 9 },
  { name: 'job.resumed', since: 20 },
  { name: 'job.stopping', since: 20 },
  { name: 'job.terminating', since: 20 },
] as const;
