import type { FakeReply } from '../fake-server/fake-reply.js';
import type { FakeRequest } from '../fake-server/fake-request.js';
import type { AppRoles } from './app-roles.js';
import type { TokenTable, VaultToken } from './token-table.js';
import { answered, refused } from './vault-reply.js';

/** `auth/approle/login`, which needs no token. */
export function signInAsRole(roles: AppRoles, tokens: TokenTable, { body }: FakeRequest): FakeReply {
  const { role_id, secret_id } = body ?? {};
  if (typeof role_id !== 'string' || role_id === '') return refused(400, 'missing role_id');
  if (typeof secret_id !== 'string' || secret_id === '') return refused(400, 'missing secret_id');
  const role = roles.signIn(role_id, secret_id);
  // Source: the approle plugin answers this for a wrong role and for a wrong secret id alike.
  if (role === undefined) return refused(400, 'invalid role or secret ID');
  return answered(null, tellAuth(tokens, tokens.issue(role.policies, role)));
}

/** `auth/token/renew-self`. */
export function renewSelf(tokens: TokenTable, token: VaultToken): FakeReply {
  if (!token.renewable) return refused(400, 'lease is not renewable');
  tokens.renew(token);
  return answered(null, tellAuth(tokens, token));
}

/** `auth/token/lookup-self`. */
export function lookupSelf(tokens: TokenTable, token: VaultToken): FakeReply {
  return answered({
    id: token.id,
    policies: token.policies,
    ttl: tokens.leftS(token),
    creation_ttl: (token.ttlMs ?? 0) / 1_000,
    creation_time: Math.floor(token.createdMs / 1_000),
    expire_time: token.expiresMs === undefined ? null : new Date(token.expiresMs).toISOString(),
    renewable: token.renewable,
    num_uses: 0,
    orphan: true,
    type: 'service',
  });
}

function tellAuth(tokens: TokenTable, token: VaultToken): object {
  return {
    client_token: token.id,
    policies: ['default', ...token.policies],
    token_policies: ['default', ...token.policies],
    lease_duration: tokens.leftS(token),
    renewable: token.renewable,
    token_type: 'service',
    orphan: true,
  };
}
