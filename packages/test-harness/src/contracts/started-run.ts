import type { ProcessRunner, Run } from '@cuelight/core';
import { expectValue } from './expect-value.js';
import type { StagedRunner } from './staged-runner.js';

/** The arguments of a start that nobody looks at. */
export const hello = { in_Text: 'hello' };

/** A job that does not exist. */
export const nobodysJob = '00000000-0000-4000-8000-000000000000';

/** A job that a runner has just started. */
export async function started(runner: ProcessRunner, { processId }: StagedRunner, input = hello, signal?: AbortSignal) {
  return expectValue(await runner.start(processId, { input, ...(signal !== undefined && { signal }) }));
}

/** A job that is followed, having been started before. */
export async function followed({ runner, processId }: StagedRunner, jobKey: string): Promise<Run> {
  return expectValue(await runner.follow(processId, jobKey));
}
