import type { Failure } from '../failure/failure.js';
import type { Result } from '../result.js';

/** Looks at certificates that are to be trusted. */
export interface CertificateAuthorities {
  /**
   * Whether the PEM text holds CA certificates only, each valid now; `not-a-ca-certificate` says which one is not, and
   * why.
   */
  check(pem: string): Result<void, Failure>;
}
