import { type Failure, type FailureCode, isJsonObject } from '@cuelight/core';
import { type HttpReply, isJsonReply, parseJsonText } from '../network/index.js';
import { textAt } from './members.js';
import { refusal } from './refusal.js';
import { tokenCall } from './token-call.js';
import { toldReply } from './told-reply.js';

/**
 * What a token endpoint means by a reply outside 200 to 299. Its `error` decides (RFC 6749, section 5.2); the
 * `error_description` stays here: it may quote what was sent.
 */
export function oauthRefusal(reply: HttpReply): Failure {
  const error = oauthErrorOf(reply);
  if (error === undefined && reply.status !== 401) return refusal(reply, tokenCall);
  const [code, detail] = meanings.get(error ?? '') ?? ['credentials-refused', 'refused the external application.'];
  return { code, detail: `The identity server ${detail}`, reply: toldReply(reply) };
}

/** The `error` of a reply; undefined when it is not one of a token endpoint. */
export function oauthErrorOf(reply: HttpReply): string | undefined {
  const body = isJsonReply(reply) ? parseJsonText(reply.text) : undefined;
  return reply.status >= 400 && isJsonObject(body) ? textAt(body, 'error') : undefined;
}

const meanings: ReadonlyMap<string, readonly [FailureCode, string]> = new Map([
  ['invalid_client', ['credentials-refused', 'does not know the client id, or refuses the client secret.']],
  ['invalid_grant', ['credentials-refused', 'refused the grant: the external application may be disabled.']],
  [
    'invalid_scope',
    [
      'credentials-refused',
      'does not grant a scope that was asked for: the external application has to have it as an application scope.',
    ],
  ],
  [
    'unauthorized_client',
    [
      'credentials-refused',
      'does not let this external application sign in by itself: it has to be a confidential application.',
    ],
  ],
  ['unsupported_grant_type', ['credentials-refused', 'does not offer client credentials.']],
  ['invalid_request', ['credentials-refused', 'cannot read the client id, the client secret or the scope.']],
  ['server_error', ['orchestrator-unavailable', 'has an error of its own.']],
  ['temporarily_unavailable', ['orchestrator-unavailable', 'cannot work at the moment.']],
]);
