import type { Failure } from '../failure/failure.js';
import type { Notices } from '../ports/notices.js';
import { type Result, succeed } from '../result.js';
import type { AuditAction } from './audit-action.js';
import type { AuditTrail } from './audit-trail.js';

/**
 * Records what the service does to connections on its own account, and repeats until it is done: the log gets the
 * beginning once, and the end once, however often it is tried in between.
 */
export interface Chores {
  /** Records the beginning, unless that was done: nothing may change before. Fails as the log does. */
  begin(action: AuditAction, connectionId: string): Promise<Result<void, Failure>>;
  /** Records the end of what was begun. */
  end(action: AuditAction, connectionId: string): Promise<void>;
}

/** Nothing is begun. */
export function createChores(trail: AuditTrail, notices: Notices): Chores {
  const begun = new Map<string, number>();
  const actor = { kind: 'service' };

  return {
    async begin(action, connectionId) {
      const chore = `${action} ${connectionId}`;
      if (begun.has(chore)) return succeed(undefined);
      const recorded = await trail({ actor, action, phase: 'begun', subject: { connectionId } });
      if (!recorded.ok) return recorded;
      begun.set(chore, recorded.value);
      return succeed(undefined);
    },
    async end(action, connectionId) {
      const chore = `${action} ${connectionId}`;
      const begunSeq = begun.get(chore);
      if (begunSeq === undefined) return;
      begun.delete(chore);
      const ended = await trail({ actor, action, phase: 'done', begunSeq, subject: { connectionId } });
      if (!ended.ok) notices.notice({ kind: 'audit-outcome-missing', begunSeq, code: ended.failure.code });
    },
  };
}
