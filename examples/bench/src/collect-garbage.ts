import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Frees all memory that nothing holds, so that what is measured next does not pay for what was before. */
export function collectGarbage(): void {
  // What the first round finishes (weak maps, finalisers) is freed by the second.
  collect();
  collect();
}
