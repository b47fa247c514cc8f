import { passed } from '../../fake-orchestrator/clock/passed.js';
import type { VirtualClock } from '../../fake-orchestrator/clock/virtual-clock.js';
import { htmlReply } from '../../fake-orchestrator/http/reply.js';
import type { CorsMode } from '../http/cors.js';
import type { Stoppable } from '../http/robot-ports.js';
import { type RobotReply, robotError } from '../http/robot-reply.js';
import type { ActiveRobotFault } from './fault-rule.js';
import { type Malformation, malformations, malformed } from './malformed.js';

/** A reply; or the connection is broken: `reset` as by a crash, `drop` without a byte. */
export type RobotAnswer =
  | 'reset'
  | 'drop'
  | {
      readonly reply: RobotReply;
      readonly cors: CorsMode;
      /** What happens once the reply is sent. */
      readonly afterwards?: () => void;
    };

/** What a request leads to. */
export interface RobotWork {
  answer(): RobotReply | Promise<RobotReply>;
  stop(what: Stoppable): void;
  moveSession(): void;
  /** Aborted once the connection is gone. */
  readonly gone: AbortSignal;
  readonly clock: VirtualClock;
}

/**
 * Answers a request, or has it go wrong as a fault says. Every fault waits its `delayMs` first, on the virtual clock.
 * `status` and `html` answer without doing the work; `hang` never answers; `reset` breaks the connection without doing the
 * work, and `stop-…` lets listeners die with it; `truncate` does the work and cuts the body in half; `commit-then-drop`
 * does the work and closes the connection without a byte; `no-cors` and `unexposed` answer a page so that it cannot read
 * the answer, or its headers; `move-session` answers and then moves the session. The rest is in `malformed.ts`.
 */
export async function answerWithFaults(work: RobotWork, fault: ActiveRobotFault | undefined): Promise<RobotAnswer> {
  if (fault === undefined) return answered(await work.answer());
  if (fault.delayMs !== undefined && !(await passed(fault.delayMs, work.clock))) return 'drop';
  const { action } = fault;
  switch (action) {
    case 'status':
      return answered(robotError(fault.status ?? 500, fault.error ?? 'An error has occurred.'));
    case 'html':
      return answered(htmlReply(fault.status ?? 200));
    case 'hang':
      await leaving(work.gone);
      return 'drop';
    case 'reset':
      return 'reset';
    case 'stop-discovery':
      work.stop('discovery');
      return 'reset';
    case 'stop-session':
      work.stop('session');
      return 'reset';
    case 'stop-robot':
      work.stop('robot');
      return 'reset';
    case 'no-cors':
      return { reply: await work.answer(), cors: 'none' };
    case 'unexposed':
      return { reply: await work.answer(), cors: 'unexposed' };
    case 'move-session':
      return { reply: await work.answer(), cors: 'exact', afterwards: work.moveSession };
    case 'truncate': {
      const reply = await work.answer();
      return answered({ ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) });
    }
    case 'commit-then-drop':
      (await work.answer()).settled?.(false);
      return 'drop';
    default: {
      const reply = await work.answer();
      return answered(isMalformation(action) ? { ...reply, body: malformed(reply.body, action) } : reply);
    }
  }
}

function answered(reply: RobotReply): RobotAnswer {
  return { reply, cors: 'exact' };
}

function isMalformation(action: string): action is Malformation {
  return malformations.some((malformation) => malformation === action);
}

function leaving(gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (gone.aborted) resolve();
    else gone.addEventListener('abort', () => resolve(), { once: true });
  });
}
