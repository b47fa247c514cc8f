import type { Failure, FailureCode } from '@cuelight/core';
import { type HttpReply, isJsonReply } from '../network/index.js';
import type { Call } from './call.js';
import { lacksScope, neededScope } from './missing-scope.js';
import { unusableReply } from './reply.js';
import { retryAfterMs } from './retry-after.js';
import { toldReply } from './told-reply.js';

/**
 * What a reply outside 200 to 299 means. The HTTP status decides first, since 401, 403 and 500 all come with errorCode
 * 0; then the errorCode does (UiPath Orchestrator API guide, "Response codes").
 *
 * @param folderPath of the folder the call was made in, if any
 */
export function refusal(reply: HttpReply, call: Call, folderPath?: string): Failure {
  const { status } = reply;
  const told = toldReply(reply);
  const where = folderPath === undefined ? '' : ` in the folder "${folderPath}"`;
  const stated = `(status ${status}${told.errorCode === undefined ? '' : `, errorCode ${told.errorCode}`})`;
  const failure = (code: FailureCode, detail: string): Failure => ({ code, detail, reply: told });
  const wait = retryAfterMs(reply);
  const later = wait !== undefined && { retryAfterMs: wait };
  const open = call.isWrite && { mayHaveHappened: true };

  if (status < 400) return unusableReply(reply, call, `it redirects elsewhere ${stated}`);
  if (lacksScope(reply)) {
    return failure('orchestrator-forbidden', `To ${call.purpose}${where}, the token needs ${neededScope(call)}.`);
  }
  if (status === 401) {
    return failure('credentials-refused', `Orchestrator did not accept a fresh token to ${call.purpose}${where}.`);
  }
  if (status === 429) {
    return { ...failure('orchestrator-throttled', `Too many requests to ${call.purpose}${where}.`), ...later };
  }
  if (status === 408 || status === 504) {
    return { ...failure('orchestrator-timeout', `A proxy gave up waiting to ${call.purpose} ${stated}.`), ...open };
  }
  if (status >= 500) {
    const detail = `Orchestrator could not ${call.purpose}${where} ${stated}.`;
    return { ...failure('orchestrator-unavailable', detail), ...later, ...open };
  }
  if (told.errorCode === 1100 || told.errorCode === 1101) {
    return failure('folder-not-accessible', `Orchestrator could not ${call.purpose}${where} ${stated}.`);
  }
  if (status === 403) {
    return failure('orchestrator-forbidden', `To ${call.purpose}${where}, the user needs ${call.needs}.`);
  }
  if (reply.text !== '' && !isJsonReply(reply)) {
    // A page of a web server or proxy. With 404 it is not Orchestrator's "there is none": no job is gone for it.
    return failure('orchestrator-reply-unusable', `A web page answered the call to ${call.purpose} ${stated}.`);
  }
  return failure('orchestrator-refused', `Orchestrator refused to ${call.purpose}${where} ${stated}.`);
}

/** Whether the failure is Orchestrator's way to say that there is no such thing. */
export function isNotFound(failure: Failure): boolean {
  return failure.code === 'orchestrator-refused' && failure.reply?.status === 404;
}
