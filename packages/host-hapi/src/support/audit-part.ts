import { type Cuelight, succeed } from '@cuelight/core';
import type { Part } from './part.js';

/** How long the audit log is, and whether its chain verifies; none of its entries. */
export function auditPart({ verify }: Pick<Cuelight['audit'], 'verify'>): Part {
  return async () => {
    const verdict = await verify();
    if (!verdict.ok) return verdict;
    if (verdict.value.isSound) {
      const { end, unfinished } = verdict.value;
      return succeed({ isSound: true, entries: end.seq, unfinished });
    }
    const { firstBadSeq, why } = verdict.value;
    return succeed({ isSound: false, firstBadSeq, why });
  };
}
