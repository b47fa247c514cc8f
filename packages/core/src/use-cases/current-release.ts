import type { Failure } from '../failure/failure.js';
import type { OrchestratorDirectory } from '../ports/orchestrator-directory.js';
import { fail, type Result, succeed } from '../result.js';
import { releaseNotFound, versionChanged } from './bind-process.js';
import type { OwnedProcess } from './owned-process.js';

/** What a process reference would start right now. */
export interface CurrentRelease {
  /** Orchestrator's id of the version; absent where it does not tell. */
  readonly releaseVersionId?: number;
  /** When the version is another than the one last seen. */
  readonly versionChanged?: { readonly from: string; readonly to: string };
}

/**
 * Reads the process before a start, since StartJobs has no field for a version: the release decides. A pinned reference
 * is refused when the release has another version.
 *
 * @returns `release-not-found`, `process-version-changed`, those of calling Orchestrator
 */
export async function currentRelease(
  { access, reference }: OwnedProcess,
  directory: OrchestratorDirectory,
): Promise<Result<CurrentRelease, Failure>> {
  const found = await directory.findProcess(access, reference.folder, reference.releaseKey);
  if (!found.ok) return found;
  if (found.value === undefined) return fail(releaseNotFound(reference.releaseKey, reference.folder.path));
  const { version, releaseVersionId } = found.value;
  const known = { ...(releaseVersionId !== undefined && { releaseVersionId }) };
  if (version === reference.version) return succeed(known);
  if (reference.isPinned) return fail(versionChanged(reference.version, version));
  return succeed({ ...known, versionChanged: { from: reference.version, to: version } });
}
