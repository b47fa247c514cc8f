import type { SecretRef } from '@cuelight/core';
import { optionalText, type Row, text } from './row.js';

/** The three columns of a reference to a secret, such as `credential_backend`, `credential_name`, `credential_version`. */
export function secretRefToColumns(prefix: string, ref: SecretRef | undefined): Row {
  return {
    [`${prefix}_backend`]: ref?.backend ?? null,
    [`${prefix}_name`]: ref?.name ?? null,
    [`${prefix}_version`]: ref?.version ?? null,
  };
}

/** Reads what {@link secretRefToColumns} wrote. */
export function secretRefFromColumns(prefix: string, row: Row): SecretRef {
  return {
    backend: text(row, `${prefix}_backend`),
    name: text(row, `${prefix}_name`),
    version: text(row, `${prefix}_version`),
  };
}

/** The same for columns that are empty while there is no secret yet. */
export function optionalSecretRefFromColumns(prefix: string, row: Row): SecretRef | undefined {
  return optionalText(row, `${prefix}_backend`) === undefined ? undefined : secretRefFromColumns(prefix, row);
}
