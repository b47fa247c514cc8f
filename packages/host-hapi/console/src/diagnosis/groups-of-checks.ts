import { type CheckId, questionGroups, questions } from '@cuelight/core';
import type { CheckOf } from '../api/call.js';

/** What one check found. */
export type Check = CheckOf<'POST /v1/connections'>;

/** The groups that some checks are of, each with theirs. */
export function groupsOf(asked: readonly CheckId[]) {
  return Object.entries(questionGroups).flatMap(([group, title]) => {
    const ids = questions.filter((one) => one.group === group && asked.includes(one.id)).map(({ id }) => id);
    return ids.length === 0 ? [] : [{ group, title, ids }];
  });
}

/** What the checks of a group found, in a few words. */
export function countOf(checks: readonly Check[], ofHowMany: number): string {
  const count = (verdict: Check['verdict']) => checks.filter((check) => check.verdict === verdict).length;
  const [wrong, warnings] = [count('fail'), count('warn')];
  if (wrong > 0) return `${wrong} wrong`;
  if (warnings > 0) return warnings === 1 ? '1 warning' : `${warnings} warnings`;
  if (checks.length < ofHowMany) return `${checks.length} of ${ofHowMany} answered`;
  return `${count('pass')} of ${ofHowMany} ok`;
}
