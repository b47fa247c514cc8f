import { fail, type Result, succeed } from '@cuelight/core';
import type { HostRefusal } from '../problems/refusal.js';
import type { RawRequest } from '../routes/route.js';

/**
 * Reads a body as it came.
 *
 * @returns `body-too-large` as soon as more than `maxBytes` have come; `invalid-input` when the sender gave up
 */
export async function readBytes(body: RawRequest['body'], maxBytes: number): Promise<Result<Uint8Array, HostRefusal>> {
  if (body instanceof Uint8Array) return succeed(body);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('a request body consists of bytes');
      length += chunk.byteLength;
      if (length > maxBytes) {
        return fail({ code: 'body-too-large', detail: `The body has more than ${maxBytes} bytes.` });
      }
      chunks.push(chunk);
    }
  } catch {
    const detail = 'The body broke off.';
    return fail({ code: 'invalid-input', detail, errors: [{ path: '', message: detail }] });
  }
  return succeed(Buffer.concat(chunks));
}
