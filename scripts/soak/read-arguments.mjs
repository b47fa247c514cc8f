import { parseArgs } from 'node:util';
import { proofs } from './proofs.mjs';

/**
 * Reads the arguments of `npm run soak`.
 *
 * @param {readonly string[]} args
 * @returns {{ readonly proof: import('./proofs.mjs').Proof, readonly runs?: number, readonly seed?: number } | { readonly fault: string }}
 */
export function readArguments(args) {
  try {
    const options = /** @type {const} */ ({ runs: { type: 'string' }, seed: { type: 'string' } });
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [name, ...more] = positionals;
    const proof = proofs.find((one) => one.name === name);
    if (name === undefined) return { fault: 'Which proof?' };
    if (proof === undefined || more.length > 0) return { fault: `There is no proof "${positionals.join(' ')}".` };
    const runs = wholeNumber(values.runs, 1);
    const seed = wholeNumber(values.seed, 0);
    if (runs === 'fault') return { fault: `--runs takes a whole number from 1 on, not "${values.runs}".` };
    if (seed === 'fault') return { fault: `--seed takes a whole number from 0 on, not "${values.seed}".` };
    return { proof, ...(runs !== undefined && { runs }), ...(seed !== undefined && { seed }) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * @param {string | undefined} text
 * @param {number} least
 * @returns {number | 'fault' | undefined}
 */
function wholeNumber(text, least) {
  if (text === undefined) return undefined;
  const number = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(number) && number >= least ? number : 'fault';
}
