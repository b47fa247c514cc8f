import type { Caller } from '../app/app.js';

/** Whose a stream is: the key that opened it, the app it tells of, and the one process, if it tells of one. */
export interface StreamOwner {
  readonly keyId: string | undefined;
  readonly appId: string;
  readonly processId?: string;
}

/** The streams that are open now, so that taking away a right ends what was opened with it. */
export interface OpenStreams {
  /** Notes a stream; the answer takes the note back, for when the stream has ended. */
  add(owner: StreamOwner, close: () => void): () => void;
  /** Ends all streams of a key, an app or a process. */
  closeOf(right: { readonly keyId: string } | { readonly appId: string } | { readonly processId: string }): void;
}

/** Makes an empty list of streams. */
export function createOpenStreams(): OpenStreams {
  const streams = new Map<object, { readonly owner: StreamOwner; readonly close: () => void }>();

  return {
    add(owner, close) {
      const note = {};
      streams.set(note, { owner, close });
      return () => void streams.delete(note);
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
export function ownerOf(caller: Caller, appId: string, processId?: string): StreamOwner {
  return { keyId: caller.keyId, appId, ...(processId !== undefined && { processId }) };
}
