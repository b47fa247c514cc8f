import { type Failure, fail, type PasswordCredential, type Result, Secret, succeed } from '@cuelight/core';
import { type HttpReply, isJsonReply } from '../network/index.js';
import { type AccessToken, isTokenText } from './access-token.js';
import type { Call } from './call.js';
import { textAt } from './members.js';
import { refusal } from './refusal.js';
import { readObject, unusableReply } from './reply.js';
import { tokenLifetimeMs } from './token-lifetime.js';
import { toldReply } from './told-reply.js';
import type { Transport } from './transport.js';

/**
 * Asks for an access token with a local user's password. Source: UiPath Orchestrator API guide, "Authenticating".
 *
 * @returns the token, and the reply that held it. `credentials-refused` when Orchestrator says so in any of its ways: 400
 *   (errorCode 1000), 401 or 403, or 200 with `success: false` or without a token
 */
export async function signInWithPassword(
  transport: Transport,
  tenant: string,
  { username, password }: PasswordCredential,
): Promise<Result<{ readonly token: AccessToken; readonly reply: HttpReply }, Failure>> {
  const body = { tenancyName: tenant, usernameOrEmailAddress: username, password: password.reveal() };
  const reply = await transport.send({ ...signInCall, body });
  if (!reply.ok) return reply;
  const text = readToken(reply.value);
  if (!text.ok) return text;
  const lifetimeMs = tokenLifetimeMs(text.value, reply.value);
  const token = { secret: new Secret(text.value), lifetimeMs, isRenewable: true, isOfTenant: true };
  return succeed({ token, reply: reply.value });
}

const signInCall: Call = {
  purpose: 'sign in',
  needs: 'to be a local user that may sign in with a password',
  method: 'POST',
  path: '/api/Account/Authenticate',
  isWrite: false,
};

function readToken(reply: HttpReply): Result<string, Failure> {
  const { status } = reply;
  if (status === 401 || ((status === 400 || status === 403) && isJsonReply(reply))) return fail(refused(reply));
  if (status < 200 || status > 299) return fail(refusal(reply, signInCall));
  if (!isJsonReply(reply)) {
    return fail(
      unusableReply(reply, signInCall, 'it is a web page, so no Orchestrator takes passwords at this address'),
    );
  }
  const body = readObject(reply, signInCall);
  if (!body.ok) return body;
  // Very old builds write `Result`.
  const text = textAt(body.value, 'result') ?? textAt(body.value, 'Result');
  if (isTokenText(text)) return succeed(text);
  if (text !== undefined) return fail(unusableReply(reply, signInCall, 'its token cannot be sent'));
  if (body.value.success === false) return fail(refused(reply));
  if (!('result' in body.value)) return fail(unusableReply(reply, signInCall, 'it holds no token'));
  return fail({
    ...refused(reply),
    cause: 'password-not-allowed',
    detail: `Orchestrator answered ${status} without a token: it does not let this user sign in with a password.`,
  });
}

function refused(reply: HttpReply): Failure {
  return {
    code: 'credentials-refused',
    cause: 'password-refused',
    detail: 'Orchestrator refused the user name, the password or the tenant.',
    reply: toldReply(reply),
  };
}
