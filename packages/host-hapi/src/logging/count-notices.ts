import type { Notice, Notices } from '@cuelight/core';
import type { Log } from './log.js';

/** Notices, counted by kind for as long as the process runs. */
export interface CountedNotices extends Notices {
  /** How many there were of each kind. */
  counts(): ReadonlyMap<Notice['kind'], number>;
}

/** What somebody should look into; the others are traffic. */
const worthWarning: readonly Notice['kind'][] = ['clean-up-failed', 'start-doubled', 'webhook-not-understood'];

/** Counts notices, and logs each with identities and codes only. */
export function countNotices(log: Log): CountedNotices {
  const counts = new Map<Notice['kind'], number>();
  return {
    notice(notice) {
      counts.set(notice.kind, (counts.get(notice.kind) ?? 0) + 1);
      const fields = loggable(notice);
      if (worthWarning.includes(notice.kind)) log.warn(fields, `noticed: ${notice.kind}`);
      else log.debug(fields, `noticed: ${notice.kind}`);
    },
    counts: () => counts,
  };
}

function loggable(notice: Notice): object {
  if (notice.kind !== 'webhook-not-understood') return { notice };
  // The type is text from outside: only one that looks like a type is worth a line.
  const isName = /^[A-Za-z0-9.]+$/.test(notice.eventType);
  return { notice: { ...notice, eventType: isName ? notice.eventType : 'unreadable' } };
}
