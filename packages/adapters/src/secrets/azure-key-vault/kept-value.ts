import { createHash } from 'node:crypto';
import { Secret, type SecretBinding } from '@cuelight/core';

/** Largest value that a vault takes, in bytes. Source: Azure Key Vault, "About Azure Key Vault secrets": 25 kB. */
export const mostValueBytes = 25 * 1024;

/**
 * What is kept in the vault for a secret, as JSON: `cuelight` is the version of the format, `check` a SHA-256 over it, the
 * binding and the secret. A value that was copied from another secret or edited by hand has another check. It is no proof
 * against somebody who writes to the vault and knows this: they could as well replace the secret.
 */
export function keptValue(binding: SecretBinding, secret: Secret): string {
  const text = secret.reveal();
  return JSON.stringify({ cuelight: format, check: checkOf(binding, text), secret: text });
}

/** The secret in a kept value; undefined when the value is none, or was kept for another binding. */
export function openKeptValue(value: string, binding: SecretBinding): Secret | undefined {
  const kept = parsed(value);
  const isOurs = kept !== undefined && kept.cuelight === format && typeof kept.secret === 'string';
  if (!isOurs || kept.check !== checkOf(binding, kept.secret)) return undefined;
  return new Secret(kept.secret);
}

const format = 1;

interface Kept {
  readonly cuelight?: unknown;
  readonly check?: unknown;
  readonly secret: string;
}

function parsed(value: string): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(value);
    return typeof kept === 'object' && kept !== null && 'secret' in kept ? (kept as Kept) : undefined;
  } catch {
    return undefined;
  }
}

/** JSON keeps the texts apart: no two lists of texts are one. */
function checkOf({ owner, field, origins }: SecretBinding, text: string): string {
  const parts = [format, owner, field, [...new Set(origins)].sort(), text];
  return createHash('sha256').update(JSON.stringify(parts), 'utf8').digest('base64url');
}
