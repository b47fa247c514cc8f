import { on } from 'node:events';
import { fail, type Result, succeed } from '@cuelight/core';
import type { HostRefusal } from '../problems/refusal.js';
import type { RawRequest } from '../routes/route.js';
import type { ByteBudget } from './byte-budget.js';

/** What reading a body may cost. */
export interface ReadLimits {
  /** Of this body. */
  readonly maxBytes: number;
  /** From the first byte to the last, in milliseconds. */
  readonly withinMs: number;
  /** Shared by the bodies that are read at once. */
  readonly budget: ByteBudget;
}

/**
 * Reads a body as it came.
 *
 * @returns `body-too-large` as soon as more than `maxBytes` have come; `too-many-deliveries` as soon as the budget is used
 *   up; `request-timeout`; `invalid-input` when the sender gave up
 */
export async function readBytes(
  body: RawRequest['body'],
  { maxBytes, withinMs, budget }: ReadLimits,
): Promise<Result<Uint8Array, HostRefusal>> {
  if (body instanceof Uint8Array) return succeed(body);
  const signal = AbortSignal.timeout(withinMs);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    // Not the iterator of the stream: that one cannot be left while it waits, and then nobody takes the rest.
    for await (const [chunk] of on(body, 'data', { close: ['end'], signal })) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('a request body consists of bytes');
      if (length + chunk.byteLength > maxBytes) {
        return fail({ code: 'body-too-large', detail: `The body has more than ${maxBytes} bytes.` });
      }
      if (!budget.take(chunk.byteLength)) {
        return fail({ code: 'too-many-deliveries', detail: 'Too many bodies are being read at once.' });
      }
      length += chunk.byteLength;
      chunks.push(chunk);
    }
  } catch {
    if (signal.aborted) return fail({ code: 'request-timeout', detail: `The body took longer than ${withinMs} ms.` });
    const detail = 'The body broke off.';
    return fail({ code: 'invalid-input', detail, errors: [{ path: '', message: detail }] });
  } finally {
    budget.giveBack(length);
  }
  return succeed(Buffer.concat(chunks));
}
