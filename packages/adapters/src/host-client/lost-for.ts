import type { Failure, LostReason } from '@cuelight/core';

/** The codes that say of a connection to Orchestrator that it is not there any longer. */
const retired: ReadonlySet<string> = new Set(['connection-not-usable', 'connection-not-found']);

/** As what a job is lost whose stream is refused; undefined when it may be followed again later. */
export function lostFor({ problem }: Failure): LostReason | undefined {
  if (problem === undefined) return undefined;
  if (retired.has(problem.code)) return 'retired';
  if (problem.status === 401 || problem.status === 403) return 'forbidden';
  return problem.status === 404 || problem.status === 400 || problem.code === 'runs-locally' ? 'gone' : undefined;
}
