import { fail, type Result, succeed } from '../result.js';
import { type Credential, type GivenCredential, secretOf, withSecret } from './credential.js';
import { Secret } from './secret.js';
import { isCredentialVariable, type SecretFromEnvironment } from './secret-from-environment.js';

/**
 * Writes a credential as one text, to be kept by a secret backend as a single secret. Of a secret in the environment it
 * holds the name of the variable.
 */
export function credentialToText(credential: GivenCredential): Secret {
  const secret = secretOf(credential);
  return new Secret(JSON.stringify(withSecret(credential, 'fromEnv' in secret ? secret : secret.reveal())));
}

/**
 * Reads what {@link credentialToText} wrote.
 *
 * @returns `unreadable` when the text is something else: the secret was replaced outside Cuelight
 */
export function credentialFromText(text: Secret): Result<GivenCredential, 'unreadable'> {
  let value: unknown;
  try {
    value = JSON.parse(text.reveal());
  } catch {
    return fail('unreadable');
  }
  if (typeof value !== 'object' || value === null) return fail('unreadable');
  const credential = credentialFrom(value as Record<string, unknown>);
  const secret = credential === undefined ? undefined : secretFrom(secretOf(credential));
  return credential === undefined || secret === undefined
    ? fail('unreadable')
    : succeed(withSecret(credential, secret));
}

/** With its secret as it stands in the text. */
function credentialFrom(members: Record<string, unknown>): Credential<unknown> | undefined {
  const { kind, username, password, clientId, clientSecret, scope, token } = members;
  if (kind === 'password' && typeof username === 'string') return { kind, username, password };
  if (kind === 'client-credentials' && typeof clientId === 'string') {
    const client = { kind, clientId, clientSecret } as const;
    if (scope === undefined) return client;
    return typeof scope === 'string' ? { ...client, scope } : undefined;
  }
  return kind === 'personal-access-token' ? { kind, token } : undefined;
}

function secretFrom(value: unknown): Secret | SecretFromEnvironment | undefined {
  if (typeof value === 'string') return new Secret(value);
  if (typeof value !== 'object' || value === null || !('fromEnv' in value)) return undefined;
  const { fromEnv } = value;
  return typeof fromEnv === 'string' && isCredentialVariable(fromEnv) ? { fromEnv } : undefined;
}
