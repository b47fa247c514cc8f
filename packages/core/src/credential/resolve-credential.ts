import type { Failure } from '../failure/failure.js';
import type { SecretReader } from '../ports/secret-store.js';
import { fail, type Result, succeed } from '../result.js';
import { type Credential, type GivenCredential, secretOf, withSecret } from './credential.js';
import { environmentRef } from './secret-from-environment.js';
import type { SecretBinding } from './secret-ref.js';

/** A token is sent as it is, in a header: what no header can hold is none. */
const tokenPattern = /^[\x21-\x7e]+$/;

/**
 * The credential with its secret, read from the environment where it is there.
 *
 * @param binding what the credential is bound to
 * @returns `secret-missing` with the name of the variable; `secret-unreadable` when a variable holds no token;
 *   `secret-unavailable` on a host that reads no secrets from its environment
 */
export async function resolveCredential(
  given: GivenCredential,
  binding: SecretBinding,
  secrets: SecretReader,
): Promise<Result<Credential, Failure>> {
  const secret = secretOf(given);
  if (!('fromEnv' in secret)) return succeed(withSecret(given, secret));
  const read = await secrets.read(environmentRef(secret), binding);
  if (!read.ok) return read;
  if (given.kind === 'personal-access-token' && !tokenPattern.test(read.value.reveal())) {
    const detail = `The variable ${secret.fromEnv} holds no token: it has spaces or line breaks.`;
    return fail({ code: 'secret-unreadable', detail });
  }
  return succeed(withSecret(given, read.value));
}
