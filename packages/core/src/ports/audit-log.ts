import type { AuditAnchor } from '../audit/audit-chain.js';
import type { AuditRecord } from '../audit/audit-entry.js';
import type { Failure } from '../failure/failure.js';
import type { Result } from '../result.js';

/** Keeps the audit log, to which one can only add. Failures: `storage-unavailable`. */
export interface AuditLog {
  /** Where the log ends; undefined when that was taken away by hand. A new log ends at number 0, without hash and mark. */
  end(): Promise<Result<AuditEnd | undefined, Failure>>;
  /**
   * Adds a record, and moves the end to it, both or neither.
   *
   * @param mark what vouches for the new end
   * @returns `changed-meanwhile` when the log does not end just before this record: then another host has added one;
   *   `audit-log-damaged` when there is a record beyond the end
   */
  append(record: AuditRecord, mark: string): Promise<Result<void, Failure>>;
  /** Some of the records, as they are kept: also such as were altered by hand. */
  list(request: AuditRequest): Promise<Result<readonly AuditRecord[], Failure>>;
}

/** Where the log ends. */
export interface AuditEnd extends AuditAnchor {
  /** What vouches for it. */
  readonly mark: string;
}

/** Which records to read: those after number `past` in this order, or from the first one on. */
export interface AuditRequest {
  readonly order: 'oldest-first' | 'newest-first';
  readonly past?: number;
  /** At least 1. */
  readonly limit: number;
}
