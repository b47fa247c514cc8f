import {
  type OrchestratorDirectory,
  type OrchestratorInspection,
  type OrchestratorJobs,
  type OrchestratorSessions,
  type OrchestratorWebhooks,
  succeed,
} from '@cuelight/core';
import { createDirectory } from './directory.js';
import { createInspection } from './inspection.js';
import { createJobs } from './jobs.js';
import { limitsOf, type OrchestratorHttpOptions } from './options.js';
import { createSessionRegistry } from './session-registry.js';
import { createWebhooks } from './webhooks.js';

/** The five ports to Orchestrator, over its HTTP API. */
export interface OrchestratorHttp {
  readonly sessions: OrchestratorSessions;
  readonly directory: OrchestratorDirectory;
  readonly jobs: OrchestratorJobs;
  readonly webhooks: OrchestratorWebhooks;
  readonly inspection: OrchestratorInspection;
  /** The API version of a connection's Orchestrator, where a call of this process has learnt it. Calls nobody. */
  apiVersionOf(connectionId: string): number | undefined;
  /** Waits for the calls under way, at most `callMs`, and closes every connection. Call it last. */
  close(): Promise<void>;
}

/**
 * Calls on-premises Orchestrators, API version 9 (19.10) and later. Nothing is opened until the first call; one token
 * is held per connection, and one bounded pool of sockets per origin and what is trusted there. What changes something
 * is never sent twice, except once after a 401 or after a folder's id turned out to have changed: in both cases
 * Orchestrator has done nothing yet. A read that fails for a passing reason is sent up to three times.
 */
export function createOrchestratorHttp(options: OrchestratorHttpOptions = {}): OrchestratorHttp {
  const registry = createSessionRegistry(limitsOf(options));
  return {
    sessions: {
      signIn: async (access) => {
        const can = await registry.of(access).signIn(access);
        return can.ok ? succeed({ apiVersion: can.value.apiVersion }) : can;
      },
      forget: (connectionId) => registry.forget(connectionId),
    },
    directory: createDirectory(registry.of),
    jobs: createJobs(registry.of),
    webhooks: createWebhooks(registry.of),
    inspection: createInspection(registry.of),
    apiVersionOf: (connectionId) => registry.latest(connectionId)?.apiVersion(),
    close: () => registry.close(),
  };
}
