import type { Call } from '../api/call.js';
import type { Argument } from '../jobs/argument-value.js';
import { type Reference, readProcess } from './read-reference.js';

/** What takes more characters to name than this is no example. */
const longest = 10_000;

/** What a process takes; `undefined` where Orchestrator does not tell, or tells too much for an example. */
export async function inputOf(call: Call, reference: Reference): Promise<readonly Argument[] | undefined> {
  const process = await readProcess(call, reference);
  const input = process.ok ? process.value?.arguments.input : undefined;
  const length = input?.reduce((sum, { name }) => sum + name.length + 1, 0) ?? 0;
  return length <= longest ? input : undefined;
}
