import { Secret, type SecretBinding } from '@cuelight/core';

/** Says what a stored value is, and which version of the form it has. */
const format = 'cuelight-1';

/**
 * A secret as it is kept in a vault that encrypts by itself: beside it stands what it belongs to, since the vault would
 * give it to anybody who names it. The members are what an operator sees.
 */
export interface BoundValue {
  readonly format: string;
  readonly owner: string;
  readonly field: string;
  /** Sorted, each once. */
  readonly origins: readonly string[];
  readonly version: string;
  readonly secret: string;
}

/** Puts a secret together with what it is bound to and the version that it is. */
export function bind(binding: SecretBinding, version: string, secret: Secret): BoundValue {
  const { owner, field } = binding;
  return { format, owner, field, origins: sorted(binding.origins), version, secret: secret.reveal() };
}

/** The secret in a value, whatever it is; undefined unless it is of this version and bound to exactly this. */
export function unbind(value: unknown, binding: SecretBinding, version: string): Secret | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: Readonly<Record<string, unknown>> = { ...value };
  if (typeof found.secret !== 'string') return undefined;
  const secret = new Secret(found.secret);
  const expected: BoundValue = bind(binding, version, secret);
  const { format: kept, owner, field, origins } = found;
  const isOurs =
    kept === expected.format &&
    owner === expected.owner &&
    field === expected.field &&
    found.version === expected.version &&
    JSON.stringify(origins) === JSON.stringify(expected.origins);
  return isOurs ? secret : undefined;
}

function sorted(origins: readonly string[]): readonly string[] {
  return [...new Set(origins)].sort();
}
