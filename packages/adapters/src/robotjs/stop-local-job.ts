import { type Failure, fail, type Result, succeed } from '@cuelight/core';
import type { LocalJob } from './local-job.js';
import type { LocalJobs } from './local-jobs.js';
import type { Patience } from './options.js';
import type { RobotCalls } from './robot-calls.js';
import type { Tabs } from './tabs.js';

/** What stops have in common. */
export interface StopPorts {
  readonly calls: RobotCalls;
  readonly jobs: LocalJobs;
  readonly tabs: Tabs;
  readonly patience: Patience;
}

/**
 * Stops a job, which a robot can only do by stopping its process: every job of it, also those of other pages. So a soft stop
 * is refused where there are others that are known of, and a kill takes them along. How gently the robot stops, neither says.
 */
export async function stopLocalJob(
  { calls, jobs, tabs, patience }: StopPorts,
  job: LocalJob,
  mode: 'soft' | 'kill',
): Promise<Result<void, Failure>> {
  const { robotProcessId } = job;
  if (job.hasEnded()) return succeed(undefined);
  if (mode === 'soft') {
    const others = jobs.unended(robotProcessId) - 1 + (await othersOf(tabs, robotProcessId));
    if (others > 0) return fail(ambiguous(others));
  }
  const stop = () =>
    calls.call({
      errand: 'stop',
      ask: (sdk) => sdk.stopProcess({ id: robotProcessId }),
      withinMs: patience.answerWithinMs,
    });
  const stopped = await stop();
  if (stopped.ok || job.hasEnded()) return succeed(undefined);
  if (stopped.failure.code !== 'local-stop-failed') return stopped;
  // A stop does not ask for consent when that has run out; the question for processes does.
  const told = await calls.call({
    errand: 'list',
    ask: (sdk) => sdk.getProcesses(),
    withinMs: patience.answerWithinMs,
  });
  if (!told.ok) return told;
  const again = await stop();
  return again.ok ? succeed(undefined) : again;
}

async function othersOf(tabs: Tabs, robotProcessId: string): Promise<number> {
  try {
    return await tabs.jobsOfOthers(robotProcessId);
  } catch {
    return 0;
  }
}

function ambiguous(others: number): Failure {
  return {
    code: 'local-stop-ambiguous',
    detail: `A stop would end ${others} other ${others === 1 ? 'job' : 'jobs'} of the same process as well.`,
  };
}
