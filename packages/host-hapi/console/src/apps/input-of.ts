import type { Call } from '../api/call.js';
import type { Argument } from '../jobs/argument-value.js';
import { type Reference, readProcess } from './read-reference.js';

/** What a process takes; `undefined` where Orchestrator does not tell. */
export async function inputOf(call: Call, reference: Reference): Promise<readonly Argument[] | undefined> {
  const process = await readProcess(call, reference);
  return process.ok ? process.value?.arguments.input : undefined;
}
