import type { Connection } from '../../connection/connection.js';
import type { FailureCode } from '../../failure/failures.js';
import type { Clock } from '../../ports/clock.js';
import type { OrchestratorAccess, OrchestratorSessions } from '../../ports/orchestrator.js';
import type { OrchestratorDirectory } from '../../ports/orchestrator-directory.js';
import type { OrchestratorInspection } from '../../ports/orchestrator-inspection.js';
import type { OrchestratorProbe } from '../../ports/orchestrator-probe.js';
import type { OrchestratorWebhooks } from '../../ports/orchestrator-webhooks.js';
import type { ProcessReference } from '../../process/process-reference.js';
import type { HookRegistry } from '../../webhook/hook-registry.js';

/** What the checks are about. */
export interface Subject {
  /** How Orchestrator is called by the checks: under a name of its own, so that nothing in use is disturbed. */
  readonly access: OrchestratorAccess;
  /** Absent while it is being made. */
  readonly connection?: Connection;
  /** The process that somebody wants to use, if any. */
  readonly reference?: ProcessReference;
  /** With what a start of it was refused just now, if one was. */
  readonly refusedWith?: FailureCode;
}

/** What the checks ask. */
export interface AskPorts {
  readonly clock: Clock;
  readonly probe: OrchestratorProbe;
  readonly inspection: OrchestratorInspection;
  readonly sessions: OrchestratorSessions;
  readonly directory: OrchestratorDirectory;
  readonly webhooks: OrchestratorWebhooks;
  readonly hooks: HookRegistry;
  /** Where Orchestrator reaches us; absent when it cannot. */
  readonly publicUrl: string | undefined;
  /** Whether deliveries come to this process; else what the one that takes them has noted is told. */
  readonly hearsDeliveries: boolean;
}
