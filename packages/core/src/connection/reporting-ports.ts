import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { OrchestratorSessions } from '../ports/orchestrator.js';
import type { OrchestratorDirectory } from '../ports/orchestrator-directory.js';
import type { OrchestratorJobs } from '../ports/orchestrator-jobs.js';
import type { OrchestratorWebhooks } from '../ports/orchestrator-webhooks.js';
import type { ConnectionHealth } from './connection-health.js';
import { reportingCalls } from './reporting-calls.js';

/** The ports from which it is learnt where a connection stands. */
export interface ReportingPorts {
  readonly connections: ConnectionRepository;
  readonly sessions: OrchestratorSessions;
  readonly directory: OrchestratorDirectory;
  readonly jobs: OrchestratorJobs;
  readonly webhooks: OrchestratorWebhooks;
}

/**
 * The same ports, which tell `health` how every call to Orchestrator went. A connection is met when it is looked up,
 * which comes before its first call.
 */
export function reportingPorts(ports: ReportingPorts, health: ConnectionHealth): ReportingPorts {
  const { connections, sessions } = ports;
  const signingIn = reportingCalls<Pick<OrchestratorSessions, 'signIn'>>(sessions, health);
  return {
    connections: {
      insert: (connection) => connections.insert(connection),
      async find(id) {
        const found = await connections.find(id);
        if (found.ok && found.value !== undefined) health.meet(found.value);
        return found;
      },
      list: (request, statuses) => connections.list(request, statuses),
      hasOrigin: (origin) => connections.hasOrigin(origin),
      replace: (connection) => connections.replace(connection),
      delete: (id) => connections.delete(id),
    },
    sessions: {
      signIn: (access) => signingIn.signIn(access),
      forget: (connectionId) => sessions.forget(connectionId),
    },
    directory: reportingCalls(ports.directory, health),
    jobs: reportingCalls(ports.jobs, health),
    webhooks: reportingCalls(ports.webhooks, health),
  };
}
