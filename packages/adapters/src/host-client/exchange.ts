import { fail, type JsonObject, type Result, succeed } from '@cuelight/core';
import { readRefusal } from './read-refusal.js';
import type { Refused } from './refused.js';
import { answerWithinMs, type Way } from './way.js';

/** One request, without what all have in common. */
export interface ServiceRequest {
  /** From the address of the service on; its parts need no escaping. */
  readonly path: string;
  readonly accept: 'application/json' | 'text/event-stream';
  /** Sent with POST. */
  readonly body?: JsonObject;
  readonly idempotencyKey?: string;
}

/**
 * Sends a request until it is answered with 2xx or refused; a second time, with another token, when the first was refused.
 *
 * @param ending ends it, and the answer while it is read; is ended when no answer comes in time
 */
export async function exchange(
  way: Way,
  request: ServiceRequest,
  ending: AbortController,
): Promise<Result<Response, Refused>> {
  const token = await way.tokens.current();
  if (!token.ok) return fail({ failure: token.failure, isPassing: true, isUncertain: false });
  const first = await send(way, request, token.value, ending);
  if (first?.status !== 401) return judged(way, first, token.value);
  // Not waited for: it may never come to an end, as that of a body which somebody else reads too.
  first.body?.cancel().catch(() => {});
  const other = await way.tokens.insteadOf(token.value);
  if (!other.ok) return fail({ failure: other.failure, isPassing: true, isUncertain: false });
  return judged(way, await send(way, request, other.value, ending), other.value);
}

async function judged(way: Way, response: Response | undefined, token: string): Promise<Result<Response, Refused>> {
  if (response === undefined) {
    way.tokens.doubt(token);
    return fail(unreachable);
  }
  return response.ok ? succeed(response) : fail(await readRefusal(response, token, way.clock));
}

/** Undefined when no answer came: why, `fetch` tells in a text of the runtime's own at best. */
async function send(
  { url, fetch, clock }: Way,
  { path, accept, body, idempotencyKey }: ServiceRequest,
  token: string,
  ending: AbortController,
): Promise<Response | undefined> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const cancel = clock.after(answerWithinMs, () => ending.abort());
  try {
    return await fetch(`${url}${path}`, {
      method: text === undefined ? 'GET' : 'POST',
      headers: {
        accept,
        authorization: `Bearer ${token}`,
        ...(text !== undefined && { 'content-type': 'application/json' }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      ...(text !== undefined && { body: text }),
      credentials: 'omit',
      redirect: 'error',
      signal: ending.signal,
    });
  } catch {
    return undefined;
  } finally {
    cancel();
  }
}

const unreachable: Refused = {
  failure: { code: 'service-unreachable', detail: 'No answer came from the Cuelight service.' },
  isPassing: true,
  isUncertain: true,
};
