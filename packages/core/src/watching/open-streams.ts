import type { Caller } from '../app/app.js';
import type { Clock } from '../ports/clock.js';

/** Whose a stream is: the key that opened it, the app it tells of, and the one process, if it tells of one. */
export interface StreamOwner {
  readonly keyId: string | undefined;
  readonly appId: string;
  readonly processId?: string;
  /** When it ends at the latest, in milliseconds since 1970: with the token or the session that it was opened with. */
  readonly untilMs?: number;
}

/** The streams that are open now, so that taking away a right ends what was opened with it. */
export interface OpenStreams {
  /** Notes a stream; the answer takes the note back, for when the stream has ended. */
  add(owner: StreamOwner, close: () => void): () => void;
  /** Ends all streams of a key, an app or a process. */
  closeOf(right: { readonly keyId: string } | { readonly appId: string } | { readonly processId: string }): void;
}

/** Makes an empty list of streams. */
export function createOpenStreams(clock: Clock): OpenStreams {
  const streams = new Map<object, { readonly owner: StreamOwner; readonly close: () => void }>();

  return {
    add(owner, close) {
      const note = {};
      const { untilMs } = owner;
      streams.set(note, { owner, close });
      const cancel = untilMs === undefined ? () => {} : clock.after(Math.max(0, untilMs - clock.nowMs()), close);
      return () => {
        cancel();
        streams.delete(note);
      };
    },
    closeOf(right) {
      const isOf = ({ keyId, appId, processId }: StreamOwner) => {
        if ('keyId' in right) return keyId === right.keyId;
        return 'appId' in right ? appId === right.appId : processId === right.processId;
      };
      for (const { owner, close } of [...streams.values()]) if (isOf(owner)) close();
    },
  };
}

/** Whose the streams of a caller are. */
export function ownerOf({ keyId, untilMs }: Caller, appId: string, processId?: string): StreamOwner {
  return { keyId, appId, ...(processId !== undefined && { processId }), ...(untilMs !== undefined && { untilMs }) };
}
