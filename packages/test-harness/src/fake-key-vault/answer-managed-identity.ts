import type { Identities } from './identities.js';
import { ok, refusal, type VaultReply } from './vault-reply.js';
import type { VaultRequest } from './vault-request.js';

/** Where a process gets tokens of its managed identity, and the header that it shows for that. */
export interface ManagedIdentity {
  /** The value of `IDENTITY_ENDPOINT`. */
  readonly endpoint: string;
  /** The value of `IDENTITY_HEADER`. */
  readonly header: string;
}

/** Whom the tokens of {@link answerManagedIdentity} sign in. */
const managedIdentity = 'managed-identity';

/** Path of the endpoint. */
export const managedIdentityPath = ['msi', 'token'];

/**
 * Gives a token to the process that shows the header, for the audience it asks for. Source: Azure App Service, "Use
 * managed identities", REST endpoint reference.
 */
export function answerManagedIdentity(
  identities: Identities,
  request: VaultRequest,
  { header }: ManagedIdentity,
): VaultReply {
  const resource = request.query.get('resource');
  if (request.headers['x-identity-header'] !== header) return refusal(401, 'Unauthorized', 'The header is wrong.');
  if (resource === null) return refusal(400, 'BadRequest', 'resource is missing.');
  const lifetimeMs = 24 * 3_600_000;
  const { token, expiresMs } = identities.issueToken(managedIdentity, lifetimeMs);
  return ok({
    access_token: token,
    expires_on: String(Math.floor(expiresMs / 1_000)),
    resource,
    token_type: 'Bearer',
    client_id: '00000000-0000-0000-0000-00000000fa4e',
  });
}
