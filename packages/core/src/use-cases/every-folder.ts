import type { Failure } from '../failure/failure.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import type { OrchestratorDirectory } from '../ports/orchestrator-directory.js';
import type { Folder } from '../process/process.js';
import { type Result, succeed } from '../result.js';

/** Orchestrator's longest page. */
const longestPage = 1_000;

/**
 * All folders that the user sees, in the order of ids, read page by page as they are taken. A failure is the last item.
 */
export async function* everyFolder(
  directory: Pick<OrchestratorDirectory, 'listFolders'>,
  access: OrchestratorAccess,
): AsyncGenerator<Result<Folder, Failure>, void, undefined> {
  for (let skip = 0; ; skip += longestPage) {
    const page = await directory.listFolders(access, { skip, take: longestPage });
    if (!page.ok) return yield page;
    for (const folder of page.value.items) yield succeed(folder);
    if (!page.value.hasMore) return;
  }
}
