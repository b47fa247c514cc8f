import { fail, type Result, succeed } from '../result.js';
import type { Credential } from './credential.js';
import { Secret } from './secret.js';

/** Writes a credential as one text, to be kept by a secret backend as a single secret. */
export function credentialToText(credential: Credential): Secret {
  return new Secret(JSON.stringify(membersOf(credential)));
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
  const credential = credentialFrom(value as Record<string, unknown>);
  return credential === undefined ? fail('unreadable') : succeed(credential);
}

function membersOf(credential: Credential): Readonly<Record<string, string | undefined>> {
  switch (credential.kind) {
    case 'password':
      return { kind: credential.kind, username: credential.username, password: credential.password.reveal() };
    case 'client-credentials': {
      const { kind, clientId, clientSecret, scope } = credential;
      return { kind, clientId, clientSecret: clientSecret.reveal(), scope };
    }
    case 'personal-access-token':
      return { kind: credential.kind, token: credential.token.reveal() };
  }
}

function credentialFrom(members: Record<string, unknown>): Credential | undefined {
  const { kind, username, password, clientId, clientSecret, scope, token } = members;
  if (kind === 'password' && typeof username === 'string' && typeof password === 'string') {
    return { kind, username, password: new Secret(password) };
  }
  if (kind === 'client-credentials' && typeof clientId === 'string' && typeof clientSecret === 'string') {
    const client = { kind, clientId, clientSecret: new Secret(clientSecret) } as const;
    if (scope === undefined) return client;
    return typeof scope === 'string' ? { ...client, scope } : undefined;
  }
  if (kind === 'personal-access-token' && typeof token === 'string') return { kind, token: new Secret(token) };
  return undefined;
}
