import { passed } from '../clock/passed.js';
import type { VirtualClock } from '../clock/virtual-clock.js';
import type { ActiveFault } from '../faults/fault-rule.js';
import { failure, htmlReply, notAuthenticated, notAuthorized, type Reply } from './reply.js';

/** A reply; or the connection is broken: `reset` as by a crash, `drop` without a byte. */
export type Answer = SlowReply | 'reset' | 'drop';

/** A reply whose body takes `overMs` from its first byte to its last, on the virtual clock; no time when absent. */
export type SlowReply = Reply & { readonly overMs?: number | undefined };

/** What a request leads to. */
export interface Work {
  /** Does what was asked. */
  answer(): Reply | Promise<Reply>;
  /** Gives all folders new ids. */
  renumberFolders(): void;
}

/**
 * Answers a request, or has it go wrong as a fault says. Every fault waits its `delayMs` first, on the virtual clock.
 * `status` and `html` answer without doing the work; `reset` breaks the connection without doing it; `truncate` does
 * the work and cuts the body in half; `slow-body` does the work and lets the body trickle; `commit-then-drop` does the
 * work and closes the connection without a byte; `folder-renumber` gives the folders new ids just before the work.
 * A request that is still waiting when the fake is reset is dropped.
 */
export async function answerWithFaults(
  work: Work,
  fault: ActiveFault | undefined,
  clock: VirtualClock,
): Promise<Answer> {
  if (fault === undefined) return work.answer();
  if (fault.delayMs !== undefined && !(await passed(fault.delayMs, clock))) return 'drop';
  switch (fault.action) {
    case 'status':
      return withRetryAfter(failedWith(fault.status ?? 503), fault);
    case 'html':
      return withRetryAfter(htmlReply(fault.status ?? 200), fault);
    case 'reset':
      return 'reset';
    case 'truncate': {
      const reply = await work.answer();
      return { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) };
    }
    case 'slow-body':
      return { ...(await work.answer()), overMs: fault.overMs };
    case 'folder-renumber':
      work.renumberFolders();
      return work.answer();
    case 'commit-then-drop':
      await work.answer();
      return 'drop';
    default:
      return work.answer();
  }
}

function failedWith(status: number): Reply {
  if (status === 401) return notAuthenticated;
  return status === 403 ? notAuthorized : failure(status, 0, 'An error has occurred.');
}

function withRetryAfter(reply: Reply, { retryAfterS }: ActiveFault): Reply {
  if (retryAfterS === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(retryAfterS) } };
}
