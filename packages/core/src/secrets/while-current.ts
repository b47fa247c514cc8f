import type { Failure } from '../failure/failure.js';
import { type Result, succeed } from '../result.js';
import type { Holding } from './holding.js';

/** How often a row is tried again that somebody else changed. */
const mostTries = 5;

/**
 * Treats a row, and once more as it is then, when somebody else changed it, or moved its secrets, since it was read. A
 * row that is gone by then has no secrets to treat: `already`.
 */
export async function whileCurrent(
  first: Holding,
  treat: (holding: Holding) => Promise<Result<'done' | 'already', Failure>>,
): Promise<Result<'done' | 'already', Failure>> {
  let holding = first;
  for (let tries = 1; ; tries += 1) {
    const treated = await treat(holding);
    if (treated.ok || !overtaken.has(treated.failure.code) || tries === mostTries) return treated;
    const now = await holding.again();
    if (!now.ok) return now;
    if (now.value === undefined) return succeed('already');
    holding = now.value;
  }
}

const overtaken: ReadonlySet<string> = new Set<Failure['code']>(['changed-meanwhile', 'secret-missing']);
