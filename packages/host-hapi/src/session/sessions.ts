import { createHash, randomBytes } from 'node:crypto';
import type { Caller } from '@cuelight/core';
import type { SessionId } from './session-cookie.js';

/** Somebody who has signed in. */
export interface Session {
  /** As whom; `untilMs` is when the session ends. */
  readonly caller: Caller & { readonly untilMs: number };
  /** Notes what is to end with the session when it is ended early, at once if it was; the answer takes the note back. */
  whileOpen(end: () => void): () => void;
}

/** Who is signed in, in the memory of this process: a restart signs everybody out. */
export interface Sessions {
  /** Signs somebody in, for 8 hours or as long as they may call. */
  open(caller: Caller, isSecure: boolean): { readonly id: SessionId; readonly session: Session };
  /** The session, unless it is over. A cookie that went without TLS names none that is for TLS alone, nor the reverse. */
  find(id: SessionId): Session | undefined;
  /** Ends a session; harmless when it is over. */
  end(id: SessionId): void;
}

/** How long a session lasts, in milliseconds. */
const sessionMs = 8 * 60 * 60 * 1_000;

/** How many sessions one key has at once, and all together: with one more, the oldest ends. */
export const mostSessions = { ofKey: 50, inAll: 1_000 } as const;

interface OpenSession {
  readonly session: Session;
  readonly keyId: string | undefined;
  end(): void;
}

/** Makes an empty list. @param nowMs milliseconds since 1970 */
export function createSessions(nowMs: () => number): Sessions {
  // By a digest, since the time that a look-up takes may tell of the key that was looked up. The oldest come first.
  const sessions = new Map<string, OpenSession>();

  const endAt = (digest: string | undefined) => {
    const open = digest === undefined ? undefined : sessions.get(digest);
    if (digest === undefined || open === undefined) return;
    sessions.delete(digest);
    open.end();
  };

  const makeRoom = (keyId: string | undefined) => {
    for (const [digest, { session }] of [...sessions]) if (nowMs() >= session.caller.untilMs) endAt(digest);
    const ofKey = [...sessions].filter(([, open]) => open.keyId === keyId);
    if (ofKey.length >= mostSessions.ofKey) endAt(ofKey[0]?.[0]);
    if (sessions.size >= mostSessions.inAll) endAt(sessions.keys().next().value);
  };

  return {
    open(caller, isSecure) {
      makeRoom(caller.keyId);
      const id = { text: randomBytes(32).toString('base64url'), isSecure };
      const untilMs = Math.min(nowMs() + sessionMs, caller.untilMs ?? Number.POSITIVE_INFINITY);
      const endings = new Set<() => void>();
      let isOver = false;
      const session: Session = {
        caller: { ...caller, untilMs },
        whileOpen(end) {
          if (isOver) end();
          else endings.add(end);
          return () => void endings.delete(end);
        },
      };
      sessions.set(digestOf(id), {
        session,
        keyId: caller.keyId,
        end: () => {
          isOver = true;
          for (const end of [...endings]) end();
        },
      });
      return { id, session };
    },
    find(id) {
      const session = sessions.get(digestOf(id))?.session;
      return session === undefined || nowMs() >= session.caller.untilMs ? undefined : session;
    },
    end: (id) => endAt(digestOf(id)),
  };
}

function digestOf({ text, isSecure }: SessionId): string {
  return createHash('sha256').update(`${isSecure}\n${text}`, 'utf8').digest('base64url');
}
