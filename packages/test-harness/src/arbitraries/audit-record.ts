import { type AuditRecord, auditActions } from '@cuelight/core';
import fc from 'fast-check';
import { ids } from './ids.js';
import { timesMs } from './times.js';

/** Records of the audit log, as Cuelight writes them; their number and hash are those of no chain. */
export function auditRecords(): fc.Arbitrary<AuditRecord> {
  return fc
    .record({
      seq: fc.integer({ min: 1, max: 1_000_000 }),
      atMs: timesMs(),
      actor: fc.oneof(
        fc.record({ kind: fc.constant('api-key'), appId: ids(), keyId: ids() }),
        fc.record({ kind: fc.constantFrom('operator', 'command-line', 'service') }),
      ),
      action: fc.constantFrom(...Object.keys(auditActions)),
      outcome: fc.oneof(
        fc.constant({ phase: 'begun' }),
        fc.record({ phase: fc.constant('done'), begunSeq: fc.integer({ min: 1 }) }),
        fc.record({
          phase: fc.constant('failed'),
          begunSeq: fc.integer({ min: 1 }),
          code: fc.constant('check-failed'),
        }),
      ),
      subject: fc.record({ connectionId: ids(), appId: ids(), keyId: ids(), processId: ids() }, { requiredKeys: [] }),
      hash: fc.stringMatching(/^[A-Za-z0-9_-]{43}$/),
    })
    .map(({ outcome, ...record }) => ({ ...record, ...outcome }));
}
