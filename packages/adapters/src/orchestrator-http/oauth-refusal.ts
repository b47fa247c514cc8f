import { type CauseId, type Failure, type FailureCode, isJsonObject } from '@cuelight/core';
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
  const [code, detail, cause] = meanings.get(error ?? '') ?? unnamed;
  return {
    code,
    detail: `The identity server ${detail}`,
    reply: toldReply(reply),
    ...(cause !== undefined && { cause }),
  };
}

/** The `error` of a reply; undefined when it is not one of a token endpoint. */
export function oauthErrorOf(reply: HttpReply): string | undefined {
  const body = isJsonReply(reply) ? parseJsonText(reply.text) : undefined;
  return reply.status >= 400 && isJsonObject(body) ? textAt(body, 'error') : undefined;
}

type Meaning = readonly [FailureCode, string, CauseId?];

const unnamed: Meaning = ['credentials-refused', 'refused the external application.', 'client-refused'];

const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  [
    'invalid_client',
    ['credentials-refused', 'does not know the client id, or refuses the client secret.', 'client-refused'],
  ],
  [
    'invalid_grant',
    ['credentials-refused', 'refused the grant: the external application may be disabled.', 'client-not-allowed'],
  ],
  [
    'invalid_scope',
    [
      'credentials-refused',
      'does not grant a scope that was asked for: the external application has to have it as an application scope.',
      'scope-refused',
    ],
  ],
  [
    'unauthorized_client',
    [
      'credentials-refused',
      'does not let this external application sign in by itself: it has to be a confidential application.',
      'client-not-allowed',
    ],
  ],
  ['unsupported_grant_type', ['credentials-refused', 'does not offer client credentials.', 'client-not-allowed']],
  [
    'invalid_request',
    ['credentials-refused', 'cannot read the client id, the client secret or the scope.', 'client-refused'],
  ],
  ['server_error', ['orchestrator-unavailable', 'has an error of its own.']],
  ['temporarily_unavailable', ['orchestrator-unavailable', 'cannot work at the moment.']],
]);
