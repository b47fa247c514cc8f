import type { Failure } from '../failure/failure.js';
import type { ListRequest } from '../ports/list-request.js';
import type { ProcessReferenceRepository } from '../ports/process-reference-repository.js';
import type { ProcessReference } from '../process/process-reference.js';
import { type Result, succeed } from '../result.js';

/**
 * One page of the process references with these ids that the app still has, in the order of their id.
 *
 * @param processIds a few: each is looked up by itself
 */
export async function namedReferences(
  processIds: readonly string[],
  appId: string,
  { afterId = '', limit }: ListRequest,
  processReferences: Pick<ProcessReferenceRepository, 'find'>,
): Promise<Result<readonly ProcessReference[], Failure>> {
  const page: ProcessReference[] = [];
  for (const id of [...processIds].sort().filter((id) => id > afterId)) {
    if (page.length === limit) break;
    const found = await processReferences.find(id);
    if (!found.ok) return found;
    if (found.value?.appId === appId) page.push(found.value);
  }
  return succeed(page);
}
