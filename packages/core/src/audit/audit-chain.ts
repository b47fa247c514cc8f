import type { Secret } from '../credential/secret.js';
import { canonicalJson } from '../json/canonical-json.js';
import type { KeyedHash } from '../ports/keyed-hash.js';
import type { AuditEntry } from './audit-entry.js';

/** Which entry a hash is of: kept apart from the database, it tells later that the log still holds it. */
export interface AuditAnchor {
  /** 0 for a log without an entry. */
  readonly seq: number;
  /** Empty for a log without an entry. */
  readonly hash: string;
}

/** Where a log without an entry ends. */
export const emptyAnchor: AuditAnchor = { seq: 0, hash: '' };

/** Binds entries to each other, with a key that the database does not have. */
export interface AuditChain {
  /** The hash of an entry that follows one with the hash `previous`. */
  hashOf(previous: string, entry: AuditEntry): string;
  /** Vouches that a log ends here. */
  markOf(end: AuditAnchor): string;
}

/** A chain under this key. */
export function createAuditChain(key: Secret, keyedHash: KeyedHash): AuditChain {
  const hash = (what: string, text: string) => keyedHash.base64url(key, `${what} ${text}`, 32);
  return {
    hashOf(previous, { seq, atMs, actor, action, phase, begunSeq, code, subject }) {
      const entry = {
        ...{ previous, seq, atMs, actor: { ...actor }, action, phase, subject: { ...subject } },
        ...(begunSeq !== undefined && { begunSeq }),
        ...(code !== undefined && { code }),
      };
      return hash('entry', canonicalJson(entry));
    },
    // Of a log without an entry nothing can be vouched for: its end is made before there is a key.
    markOf: ({ seq, hash: last }) => (seq === 0 ? '' : hash('end', canonicalJson({ seq, hash: last }))),
  };
}
