import type { Failure } from '@cuelight/core';
import type { VaultRefusal } from './vault-refusal.js';

/** What was tried at a vault. */
export interface Attempted {
  readonly vaultUrl: string;
  /** An infinitive without "to", such as `read a secret`. */
  readonly doing: string;
  /** The permission that it takes, named as access policies name it, such as `secrets/get`. */
  readonly needs: string;
}

/** Tells a refusal as `secret-unavailable`, and what is to be done about it. */
export function vaultFailure(refusal: VaultRefusal, attempted: Attempted): Failure {
  const vault = `The Key Vault ${new URL(attempted.vaultUrl).host}`;
  const { retryAfterMs } = refusal;
  return {
    code: 'secret-unavailable',
    detail: `${vault} ${predicate(refusal, attempted)}.`,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

function predicate({ kind, status = 0, reason }: VaultRefusal, { doing, needs }: Attempted): string {
  const why = reason === '' ? '' : ` (${reason})`;
  switch (kind) {
    case 'token':
      return 'was not asked: the service’s credential for Azure gave no token';
    case 'time':
      return `did not ${doing} in time`;
    case 'network':
      return isAboutCertificate(reason) ? `has a certificate that is not trusted${why}` : `cannot be reached${why}`;
    case 'nonsense':
      return `did not ${doing}: what answered is no Key Vault, or not this one`;
    case 'answer':
      if (status === 401) return 'does not accept the token of the service: check its tenant and its credential';
      if (status === 403) return `refused to ${doing}${why}: ${remedy(reason, needs)}`;
      if (status === 429) return `is throttling the service${why}`;
      return `did not ${doing}: it answered ${status}${why}`;
  }
}

function remedy(reason: string, needs: string): string {
  switch (reason) {
    case 'ForbiddenByFirewall':
    case 'ForbiddenByConnection':
      return 'its firewall does not let the service in';
    case 'KeyDisabled':
      return 'enable that version of the key';
    default:
      return `give the identity of the service the permission ${needs}`;
  }
}

/** Source: Node's documentation, "X509 certificate error codes", and of the TLS errors that begin with `ERR_TLS_CERT`. */
function isAboutCertificate(code: string): boolean {
  return /CERT|ISSUER|SIGNATURE/.test(code);
}
