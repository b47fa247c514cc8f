import type { Row } from '../row.js';
import { rotationMemory } from './rotation-memory.js';
import { warmCredential } from './warm-credential.js';

/** What keeping credentials sealed costs: a call that needs one, and opening all of them with another master key. */
export async function secrets({
  rounds,
  few,
  many,
}: {
  readonly rounds: number;
  readonly few: number;
  readonly many: number;
}): Promise<readonly Row[]> {
  return [...(await warmCredential({ rounds })), ...(await rotationMemory({ few, many }))];
}
