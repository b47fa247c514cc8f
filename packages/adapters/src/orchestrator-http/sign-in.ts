import { type Failure, fail, type OrchestratorAccess, type Result, Secret, succeed } from '@cuelight/core';
import type { Call } from './call.js';
import type { HttpReply } from './exchange.js';
import { textAt } from './members.js';
import { refusal } from './refusal.js';
import { isJsonReply, readObject, unusableReply } from './reply.js';
import { toldReply } from './told-reply.js';
import type { Transport } from './transport.js';

/**
 * Asks for an access token with a local user's password. Source: UiPath Orchestrator API guide, "Authenticating".
 *
 * @returns the reply that held the token, and the token. `credentials-refused` when Orchestrator says so in any of its
 *   ways: 400 (errorCode 1000), 401 or 403, or 200 with `success: false` or an empty `result`
 */
export async function signIn(transport: Transport, access: OrchestratorAccess): Promise<Result<SignInReply, Failure>> {
  const credential = await access.credential();
  if (!credential.ok) return credential;
  const { username, password } = credential.value;
  const body = { tenancyName: access.target.tenant, usernameOrEmailAddress: username, password: password.reveal() };
  const reply = await transport.send({ ...signInCall, body });
  if (!reply.ok) return reply;
  const token = readToken(reply.value);
  return token.ok ? succeed({ token: token.value, reply: reply.value }) : token;
}

/** What a successful sign-in brings. */
export interface SignInReply {
  readonly token: Secret;
  readonly reply: HttpReply;
}

const signInCall: Call = {
  purpose: 'sign in',
  needs: 'to be a local user that may sign in with a password',
  method: 'POST',
  path: '/api/Account/Authenticate',
  isWrite: false,
};

function readToken(reply: HttpReply): Result<Secret, Failure> {
  const { status } = reply;
  if (status === 401 || ((status === 400 || status === 403) && isJsonReply(reply))) return fail(refused(reply));
  if (status < 200 || status > 299) return fail(refusal(reply, signInCall));
  const body = readObject(reply, signInCall);
  if (!body.ok) return body;
  // Very old builds write `Result`.
  const token = textAt(body.value, 'result') ?? textAt(body.value, 'Result');
  if (token === undefined && (body.value.success === false || 'result' in body.value)) return fail(refused(reply));
  // A text with other characters could not be sent as a header, and is no token either.
  return token !== undefined && /^[\x21-\x7e]{1,16384}$/.test(token)
    ? succeed(new Secret(token))
    : fail(unusableReply(reply, signInCall, 'it holds no token'));
}

function refused(reply: HttpReply): Failure {
  return {
    code: 'credentials-refused',
    detail: 'Orchestrator refused the user name, the password or the tenant.',
    reply: toldReply(reply),
  };
}
