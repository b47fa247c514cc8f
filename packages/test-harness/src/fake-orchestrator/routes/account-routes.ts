import { failure, jsonReply, type Reply } from '../http/reply.js';
import { type Call, openRoute, type Route } from '../http/route.js';
import { isJsonObject } from '../json.js';
import { loginLifetimeMs } from '../sessions.js';

/** Logging in with a local user's name and password. Source: UiPath docs, "Authenticating". */
export const accountRoutes: readonly Route[] = [openRoute('POST', '/api/Account/Authenticate', authenticate)];

/** The one answer to every login that fails (assumed for a locked user, an inactive one, a restricted one and an unknown tenant). */
const refused = (): Reply => failure(400, 1000, 'Invalid credentials, failed to login.');

function authenticate({ request, site }: Call): Reply {
  if (!isJsonObject(request.body)) return failure(400, 1000, 'The input was not valid.');
  const fields = new Map(Object.entries(request.body).map(([name, value]) => [name.toLowerCase(), value]));
  const { tenants, users } = site.world;
  const tenantName = fields.get('tenancyname') ?? tenants[0]?.name;
  const user = [...users.values()].find(
    ({ tenant, username }) =>
      sameName(tenant.name, tenantName) && sameName(username, fields.get('usernameoremailaddress')),
  );
  if (user === undefined || !user.isActive || site.lockout.isLocked(user.key)) return refused();
  if (user.password !== fields.get('password')) {
    site.lockout.failed(user.key);
    return refused();
  }
  site.lockout.succeeded(user.key);
  if (user.tenant.restrictBasicAuthentication && !user.bypassBasicAuthRestriction) return refused();
  return jsonReply(200, {
    result: site.sessions.open({ kind: 'user', user, scopes: undefined }, loginLifetimeMs),
    targetUrl: null,
    success: true,
    error: null,
    unAuthorizedRequest: false,
    __abp: true,
  });
}

function sameName(name: string, given: unknown): boolean {
  return typeof given === 'string' && given.toLowerCase() === name.toLowerCase();
}
