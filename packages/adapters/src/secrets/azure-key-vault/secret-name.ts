import { createHash } from 'node:crypto';
import type { SecretBinding } from '@cuelight/core';

/** The fields that an owner may have secrets of; the compiler keeps it complete. */
export const fields = Object.keys({
  credential: true,
  'webhook-secret': true,
  'reference-tag': true,
  'api-key-hash': true,
  'audit-chain': true,
  'token-signature': true,
} satisfies Record<SecretBinding['field'], true>) as readonly SecretBinding['field'][];

/** What a prefix may look like, so that the name has room for the rest. */
export const prefixPattern = /^[a-z][a-z0-9]{0,23}$/;

/** Owners that may stand in a name as they are: no upper case, since names differ by more than their case. */
const plainOwner = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const longestPlainOwner = 64;

/**
 * The name in the vault of one field of an owner: `prefix-owner-field`. An owner that the vault's names cannot hold is
 * given by its SHA-256 in hexadecimal after one more hyphen, which no plain owner begins with; no field is the end of
 * another, so no two of them have one name. Rule: `^[0-9a-zA-Z-]{1,127}$`, the same whatever the case — Azure Key Vault,
 * "Object identifiers".
 */
export function secretName(prefix: string, { owner, field }: Pick<SecretBinding, 'owner' | 'field'>): string {
  const isPlain = owner.length <= longestPlainOwner && plainOwner.test(owner);
  const own = isPlain ? owner : `-${createHash('sha256').update(owner, 'utf8').digest('hex')}`;
  return `${prefix}-${own}-${field}`;
}

/** Whether a name may have come from {@link secretName}, so that no other secret of the vault is touched. */
export function isSecretName(prefix: string, name: string): boolean {
  return name.length <= 127 && /^[a-z0-9-]+$/.test(name) && name.startsWith(`${prefix}-`);
}
