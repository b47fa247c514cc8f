import { type KeysSite, keysOperation } from './answer-keys.js';
import { deletedSecretsOperation, type SecretsSite, secretsOperation } from './answer-secrets.js';
import type { Identities } from './identities.js';
import type { Operation } from './operation.js';
import { badParameter, refusal, type VaultReply } from './vault-reply.js';
import type { VaultRequest } from './vault-request.js';

/** A vault, as its API sees it. */
export interface VaultSite extends SecretsSite, KeysSite {
  readonly identities: Identities;
  /** How the vault manages access, which shows in the inner code of a refusal. */
  readonly accessModel: 'rbac' | 'access-policy';
  /** The identity provider and the audience that a challenge names. */
  readonly challenge: { readonly authorization: string; readonly resource: string };
}

/** Whose a request is, or the challenge that tells a client where to get a token. */
export function authenticate(site: VaultSite, request: VaultRequest): string | VaultReply {
  const { authorization } = request.headers;
  const identity = site.identities.identityOf(authorization);
  if (identity !== undefined) return identity;
  const { authorization: provider, resource } = site.challenge;
  const invalid = authorization === undefined ? '' : ', error="invalid_token"';
  return refusal(401, 'Unauthorized', 'AKV10000: Request is missing a valid Bearer token.', undefined, {
    'www-authenticate': `Bearer authorization="${provider}", resource="${resource}"${invalid}`,
  });
}

/** Answers a request of an identity. */
export function answerVault(site: VaultSite, request: VaultRequest, identity: string): VaultReply {
  if (!/^\d+(\.\d+|-\d\d-\d\d)(-preview(\.\d+)?)?$/.test(request.query.get('api-version') ?? '')) {
    return badParameter('The api-version parameter is missing or unknown.');
  }
  const operation = operationOf(site, request);
  if (operation === undefined) return refusal(404, 'NotFound', 'There is no such operation.');
  if (!site.identities.may(identity, operation.needs)) {
    const inner = site.accessModel === 'rbac' ? 'ForbiddenByRbac' : 'ForbiddenByPolicy';
    return refusal(403, 'Forbidden', `Caller is not authorized to perform action ${operation.needs}.`, inner);
  }
  return operation.answer();
}

function operationOf(site: VaultSite, request: VaultRequest): Operation {
  switch (request.segments[0]) {
    case 'secrets':
      return secretsOperation(site, request);
    case 'deletedsecrets':
      return deletedSecretsOperation(site, request);
    case 'keys':
      return keysOperation(site, request);
    default:
      return undefined;
  }
}
