import type { JsonObject, StartRequest } from '@cuelight/core';
import type { Capabilities } from './capabilities.js';

/**
 * The `startInfo` of a StartJobs call for exactly one job, with only the fields that the version knows. Without a
 * `runtime` an unattended one is asked for. Source: UiPath Orchestrator API guide, "Jobs requests".
 */
export function startInfo(request: StartRequest, can: Capabilities): JsonObject {
  return {
    ReleaseKey: request.releaseKey,
    JobsCount: 1,
    ...(can.hasModernJobs
      ? { Strategy: 'ModernJobsCount', RuntimeType: request.runtime ?? 'Unattended' }
      : { Strategy: 'JobsCount', RobotIds: [] }),
    ...(can.hasReference && { Reference: request.reference }),
    ...(request.inputText !== undefined && { InputArguments: request.inputText }),
  };
}
