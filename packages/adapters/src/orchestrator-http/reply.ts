import { type Failure, fail, isJsonObject, type JsonObject, type Result, succeed } from '@cuelight/core';
import { type HttpReply, isJsonReply, parseJsonText } from '../network/index.js';
import type { Call } from './call.js';
import { wholeNumberAt } from './members.js';

/** The JSON object a reply holds. */
export function readObject(reply: HttpReply, call: Call): Result<JsonObject, Failure> {
  if (!isJsonReply(reply)) return fail(unusableReply(reply, call, 'it is not JSON'));
  const value = parseJsonText(reply.text);
  return isJsonObject(value) ? succeed(value) : fail(unusableReply(reply, call, 'it is not a whole JSON object'));
}

/** An OData list. */
export interface OdataList {
  readonly rows: readonly JsonObject[];
  /** How many rows there are in all; absent where it was not asked for, or not told. */
  readonly count?: number;
}

/** The OData list a reply holds. */
export function readList(reply: HttpReply, call: Call): Result<OdataList, Failure> {
  const body = readObject(reply, call);
  if (!body.ok) return body;
  const rows = body.value.value;
  const count = wholeNumberAt(body.value, '@odata.count');
  return Array.isArray(rows) && rows.every(isJsonObject)
    ? succeed({ rows, ...(count !== undefined && { count }) })
    : fail(unusableReply(reply, call, 'it holds no list of objects'));
}

/** A reply to a call that answers nothing worth reading: without a body, or with JSON; anything else is a web page. */
export function readNothing(reply: HttpReply, call: Call): Result<void, Failure> {
  return reply.text === '' || isJsonReply(reply)
    ? succeed(undefined)
    : fail(unusableReply(reply, call, 'it is not JSON'));
}

/** The failure of a reply that is not what Orchestrator answers to this call. */
export function unusableReply(reply: HttpReply, call: Call, why: string): Failure {
  return {
    code: 'orchestrator-reply-unusable',
    detail: `The answer to the call to ${call.purpose} cannot be used: ${why}.`,
    reply: { status: reply.status },
    ...(call.isWrite && { mayHaveHappened: true }),
  };
}
