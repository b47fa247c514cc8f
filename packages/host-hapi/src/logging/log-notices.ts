import type { Notice, Notices } from '@cuelight/core';
import type { Log } from './log.js';

/** What somebody should look into; the others are traffic. */
const worthWarning: readonly Notice['kind'][] = ['clean-up-failed', 'start-doubled', 'webhook-not-understood'];

/** Logs notices, which hold identities and codes only. */
export function logNotices(log: Log): Notices {
  return {
    notice(notice) {
      const message = `noticed: ${notice.kind}`;
      if (worthWarning.includes(notice.kind)) log.warn({ notice }, message);
      else log.debug({ notice }, message);
    },
  };
}
