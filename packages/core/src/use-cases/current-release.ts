import type { Failure } from '../failure/failure.js';
import type { OrchestratorDirectory } from '../ports/orchestrator-directory.js';
import type { ProcessReferenceRepository } from '../ports/process-reference-repository.js';
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
 * is refused when the release has another version; an unpinned one notes the new version.
 *
 * @returns `release-not-found`, `process-version-changed`, those of calling Orchestrator, `storage-unavailable`
 */
export async function currentRelease(
  { access, reference }: OwnedProcess,
  ports: { readonly directory: OrchestratorDirectory; readonly processReferences: ProcessReferenceRepository },
): Promise<Result<CurrentRelease, Failure>> {
  const found = await ports.directory.findProcess(access, reference.folder, reference.releaseKey);
  if (!found.ok) return found;
  if (found.value === undefined) return fail(releaseNotFound(reference.releaseKey, reference.folder.path));
  const { version, releaseVersionId } = found.value;
  const known = { ...(releaseVersionId !== undefined && { releaseVersionId }) };
  if (version === reference.version) return succeed(known);
  if (reference.isPinned) return fail(versionChanged(reference.version, version));
  const noted = await ports.processReferences.noteVersion(reference.id, version);
  return noted.ok ? succeed({ ...known, versionChanged: { from: reference.version, to: version } }) : noted;
}
