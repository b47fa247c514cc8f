import type { JobEvent, JobState } from '@cuelight/core';
import { expectValue } from '../contracts/expect-value.js';
import { expectLegalWalk } from './legal-walk.js';
import type { LifecycleSystem, Listening } from './lifecycle-system.js';

/** A job that was started two seconds ago, and a listener. */
export async function aFollowedJob(system: LifecycleSystem) {
  const { job } = expectValue(await system.start());
  await system.advance(2_000);
  const listening = await system.listen(job.jobKey);
  return { jobKey: job.jobKey, listening };
}

/** Moves a job at Orchestrator; one that is Successful has an output, an empty one. */
export function move(
  system: LifecycleSystem,
  jobKey: string,
  state: JobState,
  webhook: Parameters<LifecycleSystem['orchestrator']['move']>[2] = 'sent',
): Promise<void> {
  return system.orchestrator.move(jobKey, { state, ...(state === 'Successful' && { output: {} }) }, webhook);
}

/** The states a listener was told of, one after the other. */
export function states({ events }: Listening): readonly JobState[] {
  expectLegalWalk(events);
  return events.flatMap((event) => {
    if (event.kind === 'snapshot') return [event.job.state];
    return event.kind === 'lifecycle' ? [event.move.state] : [];
  });
}

/** The moves a listener was told of, without where the job stood at first. */
export function moves({ events }: Listening) {
  return events.flatMap((event: JobEvent) => (event.kind === 'lifecycle' ? [event.move] : []));
}

/** How many notices of a kind there were so far. */
export function noticed({ notices }: LifecycleSystem, kind: LifecycleSystem['notices'][number]['kind']): number {
  return notices.filter((notice) => notice.kind === kind).length;
}

/** How many reads there were so far for a reason. */
export function reads({ notices }: LifecycleSystem, why: 'polling' | 'attach'): number {
  return notices.filter((notice) => notice.kind === 'job-read' && notice.why === why).length;
}

/** How many calls were spent on polling so far. */
export function polled(system: LifecycleSystem): number {
  return reads(system, 'polling');
}
