/** Where a secret is kept. This, never the secret, is what a row holds. */
export interface SecretRef {
  /** The backend that keeps it, such as `local`. */
  readonly backend: string;
  /** The backend's own name for it. */
  readonly name: string;
  /** The version that was stored; a replaced secret gets a new one. */
  readonly version: string;
}

/** What an owner may have a secret for. */
export const secretFields = [
  'credential',
  'webhook-secret',
  'reference-tag',
  'api-key-hash',
  'audit-chain',
  'token-signature',
] as const;

/**
 * What a secret belongs to. A backend binds the stored secret to it, so that a row edited by hand, or copied to another
 * connection, does not open.
 */
export interface SecretBinding {
  /** The connection's id, or `service` for a secret of the service itself. */
  readonly owner: string;
  /** Which of the owner's secrets this is. */
  readonly field: (typeof secretFields)[number];
  /** The origins it may be sent to; empty for a secret that is never sent. */
  readonly origins: readonly string[];
}

/** Whether two references name the same stored secret. */
export function isSameRef(one: SecretRef | undefined, other: SecretRef | undefined): boolean {
  return one?.backend === other?.backend && one?.name === other?.name && one?.version === other?.version;
}
