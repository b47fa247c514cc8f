import { type AuditAnchor, type AuditChain, createAuditChain, emptyAnchor } from '../audit/audit-chain.js';
import type { AuditRecord } from '../audit/audit-entry.js';
import type { Failure } from '../failure/failure.js';
import type { AuditEnd, AuditLog } from '../ports/audit-log.js';
import type { KeyedHash } from '../ports/keyed-hash.js';
import type { ServiceSecrets } from '../ports/service-secrets.js';
import { type Result, succeed } from '../result.js';

/** Reading the audit log, and proving that it is whole. Failures: `storage-unavailable`; to prove it, `secret-*` too. */
export interface ReadAudit {
  /** Entries below number `beforeSeq`, the newest first; without one, the newest there are. */
  list(request: {
    readonly beforeSeq?: number;
    readonly limit: number;
  }): Promise<Result<readonly AuditRecord[], Failure>>;
  /**
   * Reads the whole log, entry by entry.
   *
   * @param anchor what an earlier verification answered: the log must still hold that entry
   */
  verify(anchor?: AuditAnchor): Promise<Result<AuditVerdict, Failure>>;
}

/** What reading the whole log showed. */
export type AuditVerdict =
  /** Nothing was changed, taken away or put in. `unfinished` counts beginnings without an outcome. */
  | { readonly isSound: true; readonly end: AuditAnchor; readonly unfinished: number }
  | { readonly isSound: false; readonly firstBadSeq: number; readonly why: AuditFault };

/**
 * What is wrong with the first bad entry: it was altered, moved or put in; it is missing; nobody vouches for the end of
 * the log, so that entries may be missing from here on; or it is another one than the anchor says.
 */
export type AuditFault = 'altered' | 'missing' | 'end-altered' | 'other-than-anchor';

/** What reading the log needs. */
export interface ReadAuditPorts {
  readonly auditLog: AuditLog;
  readonly serviceSecrets: ServiceSecrets;
  readonly keyedHash: KeyedHash;
}

const pageSize = 500;

/** Makes the use cases. */
export function createReadAudit({ auditLog, serviceSecrets, keyedHash }: ReadAuditPorts): ReadAudit {
  return {
    list: ({ beforeSeq, limit }) =>
      auditLog.list({ order: 'newest-first', limit, ...(beforeSeq !== undefined && { past: beforeSeq }) }),

    async verify(anchor) {
      const key = await serviceSecrets.get('audit-chain');
      if (!key.ok) return key;
      const chain = createAuditChain(key.value, keyedHash);
      const unfinished = new Set<number>();
      let last = emptyAnchor;

      const faultOf = (record: AuditRecord): AuditFault | undefined => {
        if (record.seq > last.seq + 1) return 'missing';
        if (record.seq <= last.seq || record.hash !== chain.hashOf(last.hash, record)) return 'altered';
        return anchor?.seq === record.seq && anchor.hash !== record.hash ? 'other-than-anchor' : undefined;
      };
      for (;;) {
        const page = await auditLog.list({ order: 'oldest-first', past: last.seq, limit: pageSize });
        if (!page.ok) return page;
        for (const record of page.value) {
          const why = faultOf(record);
          if (why !== undefined) return succeed({ isSound: false, firstBadSeq: last.seq + 1, why });
          if (record.begunSeq === undefined) unfinished.add(record.seq);
          else unfinished.delete(record.begunSeq);
          last = { seq: record.seq, hash: record.hash };
        }
        if (page.value.length > 0) continue;
        const end = await auditLog.end();
        if (!end.ok) return end;
        const why = faultOfEnd(end.value, last, chain, anchor);
        if (why === undefined) return succeed({ isSound: true, end: last, unfinished: unfinished.size });
        if (why !== 'missing') return succeed({ isSound: false, firstBadSeq: last.seq + 1, why });
        // Unless it was added since: an entry and the end are written together.
        const next = await auditLog.list({ order: 'oldest-first', past: last.seq, limit: 1 });
        if (!next.ok) return next;
        if (next.value.length === 0) return succeed({ isSound: false, firstBadSeq: last.seq + 1, why });
      }
    },
  };
}

function faultOfEnd(
  end: AuditEnd | undefined,
  last: AuditAnchor,
  chain: AuditChain,
  anchor: AuditAnchor | undefined,
): AuditFault | undefined {
  if (end === undefined || end.seq < last.seq) return 'end-altered';
  if (end.seq > last.seq || (anchor !== undefined && anchor.seq > last.seq)) return 'missing';
  return end.hash === last.hash && end.mark === chain.markOf(last) ? undefined : 'end-altered';
}
