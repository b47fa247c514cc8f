/**
 * One line of the audit log. A change has two: `begun`, written before anything happens, and `done` or `failed`. The
 * words are plain texts here, since an entry may be of a newer version, or have been altered by hand.
 */
export interface AuditEntry {
  /** 1 for the first, then without a gap. */
  readonly seq: number;
  /** Milliseconds since 1970, on our own clock. */
  readonly atMs: number;
  readonly actor: { readonly kind: string; readonly appId?: string; readonly keyId?: string };
  readonly action: string;
  /** `begun`, `done` or `failed`. */
  readonly phase: string;
  /** With `done` and `failed`: the number of the entry that tells of the beginning. */
  readonly begunSeq?: number;
  /** With `failed`: the code of the failure, or `fault` for a fault of Cuelight's own. */
  readonly code?: string;
  readonly subject: AuditSubject;
}

/** What it was done to, by ids of Cuelight's own: never a name, a secret, process data or a job key. */
export interface AuditSubject {
  readonly connectionId?: string;
  readonly appId?: string;
  readonly keyId?: string;
  readonly processId?: string;
}

/** An entry as it is kept. */
export interface AuditRecord extends AuditEntry {
  /** Keyed hash of the entry and of the hash before it, base64url. */
  readonly hash: string;
}
