import type { Notices } from '../ports/notices.js';
import type { Connection } from './connection.js';
import { type ConnectionSignal, type ConnectionState, stepConnection } from './connection-lifecycle.js';

/**
 * Where connections stand right now, beyond what is stored of them: in memory, learnt from their calls and events, and
 * lost with the process. Every move is told as a notice, and is a row of the table.
 *
 * It knows only connections that there are, so that its memory is bounded by their number: one becomes known when it is
 * made (`connect-asked`) or met, and is known until it is forgotten. Signals of any other change nothing.
 */
export interface ConnectionHealth {
  /** Makes a connection known that was made before this process began. Of one that is not verified nothing is kept. */
  meet(connection: Connection): void;
  /**
   * Takes what happened to a connection. A blackout (`events-missing`) lasts until `events-back`: a connection whose
   * calls are answered again meanwhile moves on to `degraded` at once.
   */
  signal(connectionId: string, signal: ConnectionSignal): void;
  /** The stored status where that is `connecting` or `retired`; else the live state, `verified` until it is known. */
  stateOf(connection: Connection): ConnectionState;
  /** Keeps nothing of a connection that is gone. */
  forget(connectionId: string): void;
}

interface Known {
  readonly state: ConnectionState;
  readonly isBlackout: boolean;
}

/** A health that knows no connection yet. */
export function createConnectionHealth(notices: Notices): ConnectionHealth {
  const connections = new Map<string, Known>();

  const tell = (connectionId: string, from: ConnectionState | null, to: ConnectionState, by: ConnectionSignal) => {
    if (from !== to) notices.notice({ kind: 'connection-moved', connectionId, from, to, by });
  };

  return {
    meet({ id, status }) {
      if (status === 'verified' && !connections.has(id)) connections.set(id, { state: 'verified', isBlackout: false });
    },
    signal(connectionId, signal) {
      const before = connections.get(connectionId);
      const from = before?.state ?? null;
      const to = stepConnection(from, signal);
      if (to === null) return;
      const isBlackout = signal === 'events-missing' || (before?.isBlackout === true && signal !== 'events-back');
      const atLast = isBlackout ? stepConnection(to, 'events-missing') : to;
      connections.set(connectionId, { state: atLast, isBlackout });
      tell(connectionId, from, to, signal);
      tell(connectionId, to, atLast, 'events-missing');
    },
    stateOf({ id, status }) {
      if (status !== 'verified') return status;
      const live = connections.get(id)?.state ?? 'verified';
      // The row is verified a moment before its maker says so.
      return live === 'connecting' ? 'verified' : live;
    },
    forget(connectionId) {
      connections.delete(connectionId);
    },
  };
}
