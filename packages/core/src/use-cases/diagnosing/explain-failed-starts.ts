import type { Failure } from '../../failure/failure.js';
import type { FailureCode } from '../../failure/failures.js';
import { orchestratorFailures } from '../../failure/orchestrator-failures.js';
import type { Clock } from '../../ports/clock.js';
import type { ProcessReferenceRepository } from '../../ports/process-reference-repository.js';
import { fail, type Result } from '../../result.js';
import type { StartJob } from '../start-job.js';
import type { CheckConnection } from './check-connection.js';

/** What explaining needs. */
export interface ExplainPorts {
  readonly clock: Clock;
  readonly processReferences: ProcessReferenceRepository;
  readonly checkConnection: CheckConnection;
}

/** How long after a diagnosis of a process its next failed start brings no other, in milliseconds. */
const againAfterMs = 60_000;
/** So many diagnoses of failed starts run at once; further failures bring none. */
const mostAtOnce = 4;

/**
 * The same start; when it fails for a reason that lies in the connection, the process or its robots, a diagnosis of it is
 * begun, for which nobody waits, and the failure tells where it will be.
 */
export function explainFailedStarts(startJob: StartJob, ports: ExplainPorts): StartJob {
  const { clock, processReferences, checkConnection } = ports;
  const explainedAtMs = new Map<string, number>();
  let running = 0;

  /** Whether there is a diagnosis of it, or will be. */
  const explain = (connectionId: string, processId: string, refusedWith: FailureCode): boolean => {
    const nowMs = clock.nowMs();
    for (const [id, atMs] of explainedAtMs) if (nowMs - atMs >= againAfterMs) explainedAtMs.delete(id);
    if (explainedAtMs.has(processId)) return true;
    if (running >= mostAtOnce) return false;
    explainedAtMs.set(processId, nowMs);
    running += 1;
    const input = { symptom: 'cannot-invoke', processId, refusedWith } as const;
    const done = () => {
      running -= 1;
    };
    // A bug in it is the same when somebody asks for the diagnosis, and is told then.
    checkConnection(connectionId, input, { scope: 'admin' }).then(done, done);
    return true;
  };

  return async (processId, start, caller): Promise<Result<never, Failure> | Awaited<ReturnType<StartJob>>> => {
    const started = await startJob(processId, start, caller);
    if (started.ok || !isWorthIt(started.failure.code)) return started;
    const reference = await processReferences.find(processId);
    if (!reference.ok || reference.value === undefined) return started;
    const { connectionId } = reference.value;
    const isExplained = explain(connectionId, processId, started.failure.code);
    return isExplained ? fail({ ...started.failure, diagnosed: { connectionId, processId } }) : started;
  };
}

/** Besides those of calling Orchestrator: what a diagnosis can say more of. */
const others: readonly FailureCode[] = [
  'release-not-found',
  'process-version-changed',
  'secret-unavailable',
  'secret-missing',
  'secret-unreadable',
  'secret-damaged',
  'secret-misplaced',
  'master-key-missing',
];

/** Asking more of an Orchestrator that asks for less would make it worse. */
function isWorthIt(code: FailureCode): boolean {
  if (code === 'orchestrator-throttled' || code === 'call-cancelled') return false;
  return code in orchestratorFailures || others.includes(code);
}
