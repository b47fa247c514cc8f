import type { Failure } from '../failure/failure.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import type { OrchestratorDirectory, ProcessesAcross } from '../ports/orchestrator-directory.js';
import { type Result, succeed } from '../result.js';

/** Orchestrator's longest page. */
const pageLength = 1_000;

/**
 * The pages of the list across folders, in their order, read ahead by at most `concurrency` calls. Nothing where there is
 * no such list, or it cannot be read: then its folders are to be read singly. A failure of a later page is the last item.
 */
export async function* processesAcross(
  directory: Pick<OrchestratorDirectory, 'listProcessesAcross'>,
  access: OrchestratorAccess,
  concurrency: number,
): AsyncGenerator<Result<ProcessesAcross['items'], Failure>, void, undefined> {
  const read = (skip: number) => directory.listProcessesAcross(access, { skip, take: pageLength });
  const first = await read(0);
  if (!first.ok || first.value === 'unsupported') return;

  let next = pageLength;
  const { total } = first.value;
  const ahead: ReturnType<typeof read>[] = [];
  const fill = () => {
    for (; ahead.length < concurrency && next < total; next += pageLength) {
      const page = read(next);
      // Somebody who takes no further page does not look at it: that must not end the process.
      page.catch(() => {});
      ahead.push(page);
    }
  };

  fill();
  yield succeed(first.value.items);
  for (let page = await ahead.shift(); page !== undefined; page = await ahead.shift()) {
    fill();
    if (!page.ok) return yield page;
    if (page.value === 'unsupported') return;
    yield succeed(page.value.items);
  }
}
