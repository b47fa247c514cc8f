import { z } from 'zod';

const name = z.string().min(1).max(115);
const path = z.string().min(1);
const permissions = z.array(z.string().min(1)).readonly().optional();
const credential = z.string().regex(/^[\x21-\x7e]{8,2000}$/, 'write 8 to 2000 characters without spaces');
const scope = z
  .string()
  .regex(/^(OR\.Default|OR\.[A-Za-z]+(\.(Read|Write))?)$/, 'write a scope such as OR.Jobs, OR.Jobs.Read or OR.Default');
const scopes = z.array(scope).readonly();

/** A folder that somebody belongs to, with everything below it. */
const membership = z.strictObject({
  path,
  /** What may be done there, by API names; the member's own `permissions` when absent. */
  permissions,
});

/** What decides on a user's rights and ways in; part of the seed of a user. */
export const userAccess = {
  /** Permissions by their API names, such as `Jobs.View`; all of them when absent. */
  permissions,
  /** The folders that the user belongs to; all of them when absent. */
  folders: z.array(membership).readonly().optional(),
  /** Whether the user may log in with a password although the tenant restricts that. */
  bypassBasicAuthRestriction: z.boolean().default(false),
  /** Bearer tokens of the user's own, good for a year unless `expiresInS` says less; with `scopes` for these alone. */
  personalAccessTokens: z
    .array(
      z.strictObject({
        token: credential,
        scopes: scopes.optional(),
        expiresInS: z.int().min(1).max(31_536_000).default(31_536_000),
      }),
    )
    .readonly()
    .default([]),
};

/** What decides on the ways into a tenant; part of its seed. */
export const tenantAccess = {
  /** Whether password logins are refused, apart from users that bypass it; the product's `Auth.RestrictBasicAuthentication`. */
  restrictBasicAuthentication: z.boolean().default(false),
};

/** An external application. */
const oauthClient = z.strictObject({
  id: credential,
  /** Without one it is not confidential, and gets no token of its own. */
  secret: credential.optional(),
  /** Application scopes: what it may do as itself. `OR.Default` stands for what `tenants` says. */
  scopes: scopes.default([]),
  /** User scopes: what it may do for a user. */
  userScopes: scopes.default([]),
  /** Its rights with `OR.Default`, tenant by tenant; none elsewhere. */
  tenants: z
    .array(z.strictObject({ name, permissions, folders: z.array(membership).readonly().optional() }))
    .readonly()
    .default([]),
  /** Refresh tokens that users gave it by consent before. */
  refreshTokens: z
    .array(z.strictObject({ token: credential, tenant: name.optional(), username: name }))
    .readonly()
    .default([]),
  /** How long its access tokens live, in seconds. */
  accessTokenS: z.int().min(1).max(86_400).default(3600),
});

/** What decides on access to all tenants; part of the whole seed. */
export const organizationAccess = {
  /** External applications. */
  oauthClients: z.array(oauthClient).readonly().default([]),
};

/** The seed of an external application, with defaults filled in. */
export type OAuthClient = z.output<typeof oauthClient>;

/** A folder that a user or an application belongs to. */
export type Membership = z.output<typeof membership>;

interface AccessSeed {
  readonly tenants: readonly {
    readonly name: string;
    readonly users: readonly {
      readonly username: string;
      readonly personalAccessTokens: readonly { readonly token: string }[];
    }[];
  }[];
  readonly oauthClients: readonly OAuthClient[];
}

/** Tells of credentials that are there twice, and of applications that speak of tenants or users that are not there. */
export function checkAccess({ tenants, oauthClients }: AccessSeed, context: z.RefinementCtx): void {
  const complain = (at: readonly (string | number)[], message: string): void => {
    context.addIssue({ code: 'custom', path: [...at], message });
  };
  const seen = new Set<string>();
  const once = (what: string, at: readonly (string | number)[]): void => {
    if (seen.has(what)) complain(at, 'this is there twice');
    seen.add(what);
  };
  const tenantOf = (wanted: string | undefined) =>
    wanted === undefined ? tenants[0] : tenants.find((tenant) => sameName(tenant.name, wanted));

  for (const [t, { users }] of tenants.entries()) {
    for (const [u, { personalAccessTokens }] of users.entries()) {
      for (const [p, { token }] of personalAccessTokens.entries()) {
        once(`token ${token}`, ['tenants', t, 'users', u, 'personalAccessTokens', p, 'token']);
      }
    }
  }
  for (const [c, client] of oauthClients.entries()) {
    const at = ['oauthClients', c];
    once(`client ${client.id}`, [...at, 'id']);
    for (const [t, tenant] of client.tenants.entries()) {
      if (tenantOf(tenant.name) === undefined) complain([...at, 'tenants', t, 'name'], 'there is no such tenant');
    }
    for (const [r, { token, tenant, username }] of client.refreshTokens.entries()) {
      const users = tenantOf(tenant)?.users;
      once(`token ${token}`, [...at, 'refreshTokens', r, 'token']);
      if (users === undefined) complain([...at, 'refreshTokens', r, 'tenant'], 'there is no such tenant');
      else if (!users.some((user) => sameName(user.username, username))) {
        complain([...at, 'refreshTokens', r, 'username'], 'there is no such user in that tenant');
      }
    }
  }
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
