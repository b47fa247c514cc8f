import { fail, type Result, succeed } from '../result.js';
import type { Credential } from './credential.js';
import { Secret } from './secret.js';

/** Writes a credential as one text, to be kept by a secret backend as a single secret. */
export function credentialToText(credential: Credential): Secret {
  return new Secret(
    JSON.stringify({ kind: credential.kind, username: credential.username, password: credential.password.reveal() }),
  );
}

/**
 * Reads what {@link credentialToText} wrote.
 *
 * @returns `unreadable` when the text is something else: the secret was replaced outside Cuelight
 */
export function credentialFromText(text: Secret): Result<Credential, 'unreadable'> {
  let value: unknown;
  try {
    value = JSON.parse(text.reveal());
  } catch {
    return fail('unreadable');
  }
  if (typeof value !== 'object' || value === null) return fail('unreadable');
  const { kind, username, password } = value as Record<string, unknown>;
  if (kind !== 'password' || typeof username !== 'string' || typeof password !== 'string') return fail('unreadable');
  return succeed({ kind, username, password: new Secret(password) });
}
