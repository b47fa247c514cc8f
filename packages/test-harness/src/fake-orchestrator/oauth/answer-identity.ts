import type { ApiRequest } from '../http/api-request.js';
import { htmlReply, jsonReply, type Reply } from '../http/reply.js';
import type { Site } from '../site.js';
import { grantToken } from './grant-token.js';
import { defaultScope } from './scopes.js';

/** `/identity` of a standalone install, `/identity_` of a suite, or the latter under an organization as in the cloud. */
const underIdentity = /^(\/identity|(?:\/[^/]+)?\/identity_)\/(.*)$/i;
const firstVersionWithIdentity = 11;

/** What the Identity Server answers, as `METHOD /path`; there is none before API version 11. */
export const identityEndpoints = [
  'POST /identity/connect/token',
  'GET /identity/.well-known/openid-configuration',
] as const;

/**
 * Answers what is asked of the Identity Server: its discovery document and its tokens. Everything else there, and a token
 * request that is no form, gets the page of the web application with 200, as an unknown route does.
 * `undefined` when the path is none of its own. Sources: UiPath docs; forum.uipath.com, topic 504018.
 */
export function answerIdentity(site: Site, { method, path, form, headers }: ApiRequest): Reply | undefined {
  const [, base = '', rest = ''] = underIdentity.exec(path) ?? [];
  if (base === '' || newestVersion(site) < firstVersionWithIdentity) return undefined;
  if (method === 'POST' && /^connect\/token$/i.test(rest) && form !== undefined) return grantToken(site, form, headers);
  if (method === 'GET' && /^\.well-known\/openid-configuration$/i.test(rest)) return discovery(site, base);
  return htmlReply(200);
}

/** Only what the fake serves: it has no page on which users could consent. */
function discovery({ origin, world }: Site, base: string): Reply {
  const scopes = world.oauthClients.flatMap((client) => [...client.scopes, ...client.userScopes]);
  return jsonReply(200, {
    issuer: `${origin}${base}`,
    token_endpoint: `${origin}${base}/connect/token`,
    grant_types_supported: ['client_credentials', 'refresh_token'],
    scopes_supported: [...new Set([defaultScope, ...scopes, 'offline_access'])].toSorted(),
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  });
}

function newestVersion({ profile }: Site): number {
  return Math.max(...profile.supportedVersions.split(',').map(Number));
}
