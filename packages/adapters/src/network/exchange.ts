import { type CancelSignal, fail, type Result, succeed } from '@cuelight/core';
import type { Dispatcher } from 'undici';
import { whenCancelled } from '../cancelling/index.js';

/** The headers of a request, names and values in turn: the form in which undici takes them without looking them up. */
export type HeaderList = readonly string[];

/** A reply that arrived whole. Its text may be process data or hold a secret: it is never put into a failure. */
export interface HttpReply extends ReplyHead {
  readonly text: string;
}

/** How a reply begins. */
export interface ReplyHead {
  readonly status: number;
  /** Header names in lower case; of a repeated header all values, joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Why no whole reply arrived. */
export interface BrokenExchange {
  /**
   * How far it got: `before` when not a byte of the request was sent, `waiting` when no answer had begun, `reading`
   * when the answer broke off.
   */
  readonly phase: 'before' | 'waiting' | 'reading';
  readonly error: Error;
  /** With `reading`. */
  readonly head?: ReplyHead;
}

/** The code of the error with which an exchange ends that took longer than allowed. */
export const callTimeoutCode = 'CUELIGHT_CALL_TIMEOUT';

/** The code of the error with which an exchange ends of which nobody wants the answer any more. */
export const callCancelledCode = 'CUELIGHT_CALL_CANCELLED';

/**
 * One request, one reply, at most `callMs` milliseconds, and no longer than the signal allows. The handler is spelled out, rather than undici's `request`
 * used, because only the handler learns whether anything was sent: that decides whether a start may be repeated.
 */
export function exchange(
  dispatcher: Pick<Dispatcher, 'dispatch'>,
  request: Dispatcher.DispatchOptions,
  callMs: number,
  signal?: CancelSignal,
): Promise<Result<HttpReply, BrokenExchange>> {
  return new Promise((resolve) => {
    let phase: BrokenExchange['phase'] = 'before';
    let controller: Dispatcher.DispatchController | undefined;
    let head: ReplyHead = { status: 0, headers: {} };
    let over: Error | undefined;
    const chunks: Buffer[] = [];

    const broken = (error: Error) => fail({ phase, error, ...(phase === 'reading' && { head }) });
    const end = (message: string, code: string) => {
      over = Object.assign(new Error(message), { code });
      settle(broken(over));
      controller?.abort(over);
    };
    const cancel = () => end('The exchange was given up.', callCancelledCode);
    const timer = setTimeout(() => end('The exchange took too long.', callTimeoutCode), callMs);
    const stopWaiting = whenCancelled(signal, cancel);
    const settle = (outcome: Result<HttpReply, BrokenExchange>) => {
      clearTimeout(timer);
      stopWaiting();
      resolve(outcome);
    };

    dispatcher.dispatch(request, {
      onRequestStart: (started) => {
        if (over !== undefined) return started.abort(over);
        controller = started;
        phase = 'waiting';
      },
      onResponseStart: (_, status, headers) => {
        // An interim one, which the reply is still to follow.
        if (status < 200) return;
        phase = 'reading';
        head = { status, headers: flattened(headers) };
      },
      onResponseData: (_, chunk) => {
        chunks.push(chunk);
      },
      onResponseEnd: () => {
        settle(succeed({ ...head, text: textOf(chunks) }));
      },
      onResponseError: (_, error) => {
        settle(broken(error));
      },
    });
  });
}

/** undici answers the names in lower case already. In a loop, since this is done for every reply. */
function flattened(headers: Readonly<Record<string, string | string[] | undefined>>): ReplyHead['headers'] {
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    flat[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  }
  return flat;
}

/** As a TextDecoder would, which takes several times as long: UTF-8 without its byte order mark. */
function textOf(chunks: readonly Buffer[]): string {
  const [only] = chunks;
  const text = (chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)).toString('utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
