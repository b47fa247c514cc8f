import { fail, type Result, succeed } from '@cuelight/core';
import type { Dispatcher } from 'undici';

/** A reply that arrived whole. Its text may be process data or hold a secret: it is never put into a failure. */
export interface HttpReply {
  readonly status: number;
  /** Header names in lower case; of a repeated header all values, joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Why no whole reply arrived. */
export interface BrokenExchange {
  /**
   * How far it got: `before` when not a byte of the request was sent, `waiting` when no answer had begun, `reading`
   * when the answer broke off.
   */
  readonly phase: 'before' | 'waiting' | 'reading';
  readonly error: Error;
}

/** The code of the error with which an exchange ends that took longer than allowed. */
export const callTimeoutCode = 'CUELIGHT_CALL_TIMEOUT';

/**
 * One request, one reply, at most `callMs` milliseconds. The handler is spelled out, rather than undici's `request`
 * used, because only the handler learns whether anything was sent: that decides whether a start may be repeated.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  callMs: number,
): Promise<Result<HttpReply, BrokenExchange>> {
  return new Promise((resolve) => {
    let phase: BrokenExchange['phase'] = 'before';
    let controller: Dispatcher.DispatchController | undefined;
    let head = { status: 0, headers: {} };
    let overdue: Error | undefined;
    const chunks: Buffer[] = [];

    const timer = setTimeout(() => {
      overdue = Object.assign(new Error('The exchange took too long.'), { code: callTimeoutCode });
      resolve(fail({ phase, error: overdue }));
      controller?.abort(overdue);
    }, callMs);

    dispatcher.dispatch(request, {
      onRequestStart: (started) => {
        if (overdue !== undefined) return started.abort(overdue);
        controller = started;
        phase = 'waiting';
      },
      onResponseStart: (_, status, headers) => {
        phase = 'reading';
        head = { status, headers: flattened(headers) };
      },
      onResponseData: (_, chunk) => {
        chunks.push(chunk);
      },
      onResponseEnd: () => {
        clearTimeout(timer);
        resolve(succeed({ ...head, text: new TextDecoder().decode(Buffer.concat(chunks)) }));
      },
      onResponseError: (_, error) => {
        clearTimeout(timer);
        resolve(fail({ phase, error }));
      },
    });
  });
}

function flattened(headers: Readonly<Record<string, string | string[] | undefined>>): HttpReply['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
