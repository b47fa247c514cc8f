import { type ClientCredential, type Failure, fail, type Result, Secret, succeed } from '@cuelight/core';
import { type HttpReply, isJsonReply } from '../network/index.js';
import { type AccessToken, isTokenText } from './access-token.js';
import type { IdentityServer } from './identity-server.js';
import { textAt } from './members.js';
import { oauthRefusal } from './oauth-refusal.js';
import { readObject, unusableReply } from './reply.js';
import { tokenCall } from './token-call.js';
import { tokenLifetimeMs } from './token-lifetime.js';

/**
 * The scopes asked for where a credential names none: what Cuelight's calls need, and no more. Source: UiPath
 * Orchestrator API guide, "Accessing UiPath resources using external applications".
 */
const usualScope = 'OR.Folders.Read OR.Execution.Read OR.Jobs OR.Webhooks';

/**
 * Asks for an access token as an external application, by the OAuth grant `client_credentials`. Nothing has been changed
 * anywhere when it fails.
 *
 * @returns `credentials-refused` where the identity server answers an error of OAuth
 */
export async function signInAsClient(
  identity: IdentityServer,
  { clientId, clientSecret, scope = usualScope }: ClientCredential,
): Promise<Result<AccessToken, Failure>> {
  const reply = await identity.askToken({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret.reveal(),
    scope,
  });
  return reply.ok ? readToken(reply.value) : reply;
}

function readToken(reply: HttpReply): Result<AccessToken, Failure> {
  const { status } = reply;
  if (status < 200 || status > 299) return fail(oauthRefusal(reply));
  if (!isJsonReply(reply)) {
    const why = 'it is a web page, so the identity server is not there; its address belongs in identityUrl';
    return fail(unusableReply(reply, tokenCall, why));
  }
  const body = readObject(reply, tokenCall);
  if (!body.ok) return body;
  const text = textAt(body.value, 'access_token');
  if (!isTokenText(text)) return fail(unusableReply(reply, tokenCall, 'it holds no access token that can be sent'));
  const type = body.value.token_type ?? 'Bearer';
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') {
    return fail(unusableReply(reply, tokenCall, 'its access token is not of the type Bearer'));
  }
  const lifetimeMs = tokenLifetimeMs(text, reply, body.value.expires_in);
  return succeed({ secret: new Secret(text), lifetimeMs, isRenewable: true, isOfTenant: false });
}
