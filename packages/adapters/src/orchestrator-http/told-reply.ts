import { isJsonObject, type OrchestratorReply } from '@cuelight/core';
import { type HttpReply, isJsonReply, parseJsonText } from '../network/index.js';
import { textAt, wholeNumberAt } from './members.js';

/**
 * What may be told of a refusal: status, errorCode and traceId, where the reply has them (Orchestrator answers in
 * several shapes). Its messages stay here: they may quote arguments.
 */
export function toldReply(reply: HttpReply): OrchestratorReply {
  const body = isJsonReply(reply) ? parseJsonText(reply.text) : undefined;
  if (!isJsonObject(body)) return { status: reply.status };
  const errorCode = wholeNumberAt(body, 'errorCode');
  const traceId = textAt(body, 'traceId');
  return {
    status: reply.status,
    ...(errorCode !== undefined && { errorCode }),
    // Only what looks like a trace id (W3C Trace Context, or a GUID) may leave: the text comes from outside.
    ...(traceId !== undefined && /^[\da-f-]{16,64}$/i.test(traceId) && { traceId }),
  };
}
