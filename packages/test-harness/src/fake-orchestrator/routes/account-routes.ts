import { failure, jsonReply, type Reply } from '../http/reply.js';
import { type Call, openRoute, type Route } from '../http/route.js';
import { isJsonObject } from '../json.js';

/** Logging in with a local user's name and password. Source: UiPath docs, "Authenticating". */
export const accountRoutes: readonly Route[] = [openRoute('POST', '/api/Account/Authenticate', authenticate)];

function authenticate({ request, site }: Call): Reply {
  if (!isJsonObject(request.body)) return failure(400, 1000, 'The input was not valid.');
  const fields = new Map(Object.entries(request.body).map(([name, value]) => [name.toLowerCase(), value]));
  const { tenants, users } = site.world;
  const tenantName = fields.get('tenancyname') ?? tenants[0]?.name;
  const user = users.find(
    ({ tenant, username, password }) =>
      sameName(tenant.name, tenantName) &&
      sameName(username, fields.get('usernameoremailaddress')) &&
      password === fields.get('password'),
  );
  if (user === undefined) return failure(400, 1000, 'Invalid credentials, failed to login.');
  return jsonReply(200, {
    result: site.sessions.open(user),
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
