import type { ApiRequest } from '../http/api-request.js';
import { jsonReply, type Reply } from '../http/reply.js';
import type { Session } from '../sessions.js';
import type { Site } from '../site.js';
import type { OAuthClient } from '../world/seed-access.js';
import { clientOf } from './client-of.js';
import { mayAskFor } from './scopes.js';

/** Source: RFC 6749, section 5.2. */
type OAuthError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'unauthorized_client'
  | 'unsupported_grant_type';

/** Scopes that are no part of Orchestrator. */
const userOnlyScopes = ['offline_access', 'openid', 'profile', 'email'];

/**
 * Answers a token request: an access token for the application itself, or, for a refresh token, one for a user together
 * with the next refresh token. A refusal uses up no refresh token.
 * A user who was deleted, or is inactive, has no good one (assumed).
 * Sources: RFC 6749; UiPath docs, "Accessing UiPath resources using external applications".
 */
export function grantToken(site: Site, form: URLSearchParams, headers: ApiRequest['headers']): Reply {
  if ([...form.keys()].some((name) => form.getAll(name).length > 1)) return refused('invalid_request');
  const client = clientOf(site.world.oauthClients, form, headers);
  if (client === undefined) return refused('invalid_client');
  switch (form.get('grant_type')) {
    case null:
      return refused('invalid_request');
    case 'client_credentials':
      return toApplication(site, client, form);
    case 'refresh_token':
      return toUser(site, client, form);
    default:
      return refused('unsupported_grant_type');
  }
}

function toApplication(site: Site, client: OAuthClient, form: URLSearchParams): Reply {
  if (client.secret === undefined || client.scopes.length === 0) return refused('unauthorized_client');
  const scopes = scopesOf(form) ?? client.scopes;
  if (scopes.length === 0 || !scopes.every((scope) => mayAskFor(client.scopes, scope))) return refused('invalid_scope');
  return granted(site, client, { kind: 'application', client, scopes });
}

function toUser(site: Site, client: OAuthClient, form: URLSearchParams): Reply {
  const token = form.get('refresh_token');
  if (token === null) return refused('invalid_request');
  const consent = site.refreshTokens.consentOf(token, client);
  if (consent === undefined || site.world.users.get(consent.user.id)?.isActive !== true)
    return refused('invalid_grant');
  const asked = scopesOf(form)?.filter((scope) => !userOnlyScopes.includes(scope)) ?? [];
  if (!asked.every((scope) => mayAskFor(consent.scopes, scope))) return refused('invalid_scope');
  const scopes = asked.length === 0 ? consent.scopes : asked;
  const next = site.refreshTokens.rotate(token, consent);
  return granted(site, client, { kind: 'user', user: consent.user, scopes }, next);
}

function scopesOf(form: URLSearchParams): readonly string[] | undefined {
  const scope = form.get('scope');
  return scope === null ? undefined : [...new Set(scope.split(' ').filter((part) => part !== ''))].toSorted();
}

function granted(site: Site, { accessTokenS }: OAuthClient, session: Session, refreshToken?: string): Reply {
  const reply = jsonReply(200, {
    access_token: site.sessions.open(session, accessTokenS * 1000),
    expires_in: accessTokenS,
    token_type: 'Bearer',
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    scope: [...(session.scopes ?? []), ...(refreshToken === undefined ? [] : ['offline_access'])].join(' '),
  });
  return { ...reply, headers: { ...reply.headers, 'cache-control': 'no-store, no-cache, max-age=0' } };
}

function refused(error: OAuthError): Reply {
  return jsonReply(400, { error });
}
