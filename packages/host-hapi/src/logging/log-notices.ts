import type { ConnectionState, Notice, Notices } from '@cuelight/core';
import type { Log } from './log.js';

/** What somebody should look into; the others are traffic. */
const worthWarning: readonly Notice['kind'][] = [
  'clean-up-failed',
  'folder-remapped',
  'start-doubled',
  'webhook-not-understood',
  'webhook-refusal-explained',
  'webhook-repaired',
  'subscription-refused',
  'upkeep-failed',
  'connection-unreadable',
];
const statesWorthWarning: readonly ConnectionState[] = ['degraded', 'unauthorized', 'unreachable'];

/** Logs notices, which hold identities and codes only. */
export function logNotices(log: Log): Notices {
  return {
    notice(notice) {
      const message = `noticed: ${notice.kind}`;
      if (isWorthWarning(notice)) log.warn({ notice }, message);
      else log.debug({ notice }, message);
    },
  };
}

function isWorthWarning(notice: Notice): boolean {
  if (notice.kind === 'connection-moved') return statesWorthWarning.includes(notice.to);
  if (notice.kind === 'connection-checked') return notice.verdict === 'fail';
  return worthWarning.includes(notice.kind);
}
