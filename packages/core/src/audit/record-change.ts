import type { Failure } from '../failure/failure.js';
import type { Notices } from '../ports/notices.js';
import type { Result } from '../result.js';
import type { Actor } from './actor.js';
import type { AuditAction } from './audit-action.js';
import type { AuditSubject } from './audit-entry.js';
import type { AuditTrail } from './audit-trail.js';

/**
 * Makes a change and records it: that it is begun, before anything happens, then what became of it. A change whose
 * beginning cannot be recorded is not made, and fails as the log does. Where what became of a change cannot be recorded,
 * the log has its beginning, and the caller is told what became of it all the same.
 *
 * @param made what the change made, which had no id when it was begun
 */
export type RecordChange = <T>(
  action: AuditAction,
  subject: AuditSubject,
  change: () => Promise<Result<T, Failure>>,
  made?: (value: T) => AuditSubject,
) => Promise<Result<T, Failure>>;

/** Records what this actor changes. */
export function createRecordChange(trail: AuditTrail, notices: Notices, actor: Actor): RecordChange {
  return async (action, subject, change, made = () => ({})) => {
    const begun = await trail({ actor, action, phase: 'begun', subject });
    if (!begun.ok) return begun;
    const end = async (outcome: { readonly phase: string; readonly code?: string }, about = subject) => {
      const ended = await trail({ actor, action, begunSeq: begun.value, subject: about, ...outcome });
      if (!ended.ok) notices.notice({ kind: 'audit-outcome-missing', begunSeq: begun.value, code: ended.failure.code });
    };
    let changed: Awaited<ReturnType<typeof change>>;
    try {
      changed = await change();
    } catch (fault) {
      await end({ phase: 'failed', code: 'fault' });
      throw fault;
    }
    if (changed.ok) await end({ phase: 'done' }, { ...subject, ...made(changed.value) });
    else await end({ phase: 'failed', code: changed.failure.code });
    return changed;
  };
}
