import type { JobState } from './job-state.js';
import { transitions } from './transitions.js';

/**
 * The shortest way through the table from one state to another: the states after `from`, the last of them `to`. Where
 * several are shortest, the one whose rows stand first in the table.
 *
 * @param from the state told last; null when nothing was told yet
 * @returns an empty list when both are the same, undefined when the table has no way
 */
export function walk(from: JobState | null, to: JobState): readonly JobState[] | undefined {
  if (from === to) return [];
  let frontier: readonly (readonly JobState[])[] = [[]];
  const seen = new Set<JobState | null>([from]);
  while (frontier.length > 0) {
    const longer: (readonly JobState[])[] = [];
    for (const path of frontier) {
      for (const move of transitions) {
        if (move.from !== (path.at(-1) ?? from) || seen.has(move.to)) continue;
        const extended = [...path, move.to];
        if (move.to === to) return extended;
        seen.add(move.to);
        longer.push(extended);
      }
    }
    frontier = longer;
  }
  return undefined;
}
