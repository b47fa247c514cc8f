import { type CheckId, questions } from '@cuelight/core';
import { type Check, countOf, groupsOf } from './groups-of-checks.js';

/** How far a diagnosis is that is being made. */
export interface LiveProgress {
  /** The question that is the next to be answered; absent once all are, or none can be. */
  readonly asking: string | undefined;
  /** What the group found that was finished last, or has something wrong: as much as is worth saying aloud. */
  readonly said: string;
}

/**
 * How far it is.
 *
 * @param asked all that are to be asked
 * @param checks those that are answered, in the order of the answers
 */
export function liveProgress(asked: readonly CheckId[], checks: readonly Check[]): LiveProgress {
  const answered = (id: CheckId) => checks.find((check) => check.id === id);
  const next = questions.find(
    ({ id, dependsOn }) =>
      asked.includes(id) &&
      answered(id) === undefined &&
      dependsOn.every((cause) => {
        const verdict = answered(cause)?.verdict;
        return !asked.includes(cause) || (verdict !== undefined && verdict !== 'fail');
      }),
  );
  let said = '';
  for (const [index, { id, verdict }] of checks.entries()) {
    const group = groupsOf(asked).find(({ ids }) => ids.includes(id));
    const inGroup = checks.slice(0, index + 1).filter((check) => group?.ids.includes(check.id));
    if (group === undefined || (inGroup.length < group.ids.length && verdict !== 'fail')) continue;
    said = `${group.title}: ${countOf(inGroup, group.ids.length)}.`;
  }
  return { asking: next?.question, said };
}
