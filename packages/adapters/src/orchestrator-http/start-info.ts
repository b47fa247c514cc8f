import type { FolderKind, Json, JsonObject, StartRequest } from '@cuelight/core';
import type { Capabilities } from './capabilities.js';

/** A start; one that is only validated needs no reference. */
type WantedStart = Omit<StartRequest, 'reference'> & Partial<Pick<StartRequest, 'reference'>>;

/**
 * The `startInfo` of a call for exactly one job, with only the fields that the version knows. Without a
 * `runtime` an unattended one is asked for. A classic folder has neither runtimes nor modern jobs: there, as everywhere
 * in 19.10, any robot of the process's environment takes the job. Source: UiPath Orchestrator API guide, "Jobs requests".
 *
 * @param kind of the folder the job starts in, where it is told
 */
export function startInfo(request: WantedStart, can: Capabilities, kind?: FolderKind): JsonObject {
  const isModern = can.hasModernJobs && !(kind === 'classic' && can.hasClassicFolders);
  const info: Record<string, Json> = {
    ReleaseKey: request.releaseKey,
    JobsCount: 1,
    Strategy: isModern ? 'ModernJobsCount' : 'JobsCount',
  };
  if (!isModern) info.RobotIds = [];
  if (isModern && can.hasRuntimeType) info.RuntimeType = request.runtime ?? 'Unattended';
  if (can.hasReference && request.reference !== undefined) info.Reference = request.reference;
  if (request.inputText !== undefined) info.InputArguments = request.inputText;
  return info;
}
