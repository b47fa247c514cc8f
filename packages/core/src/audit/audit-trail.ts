import type { Failure } from '../failure/failure.js';
import type { AuditLog } from '../ports/audit-log.js';
import type { Clock } from '../ports/clock.js';
import type { KeyedHash } from '../ports/keyed-hash.js';
import type { ServiceSecrets } from '../ports/service-secrets.js';
import { fail, type Result, succeed } from '../result.js';
import { createAuditChain } from './audit-chain.js';
import type { AuditEntry } from './audit-entry.js';

/**
 * Adds an entry to the audit log, and answers its number. However many hosts add at once, the chain does not fork.
 * Failures: `audit-log-damaged`, `changed-meanwhile` when others never stop adding, `storage-unavailable`, `secret-*`,
 * `master-key-missing`; then nothing was added.
 */
export type AuditTrail = (entry: Omit<AuditEntry, 'seq' | 'atMs'>) => Promise<Result<number, Failure>>;

/** What adding entries needs. */
export interface AuditTrailPorts {
  readonly auditLog: AuditLog;
  readonly serviceSecrets: ServiceSecrets;
  readonly keyedHash: KeyedHash;
  readonly clock: Clock;
}

/** Each try that fails is an entry of another host, so that some host gets on in any case. */
const mostTries = 100;

/** Makes it. */
export function createAuditTrail({ auditLog, serviceSecrets, keyedHash, clock }: AuditTrailPorts): AuditTrail {
  let last: Promise<unknown> = Promise.resolve();

  const add: AuditTrail = async (rest) => {
    const key = await serviceSecrets.get('audit-chain');
    if (!key.ok) return key;
    const chain = createAuditChain(key.value, keyedHash);
    for (let tries = 1; ; tries += 1) {
      const end = await auditLog.end();
      if (!end.ok) return end;
      // To build on an end that nobody vouches for would hide that entries before it were taken away.
      if (end.value === undefined || end.value.mark !== chain.markOf(end.value)) return fail(damaged);
      const entry = { ...rest, seq: end.value.seq + 1, atMs: clock.nowMs() };
      const hash = chain.hashOf(end.value.hash, entry);
      const appended = await auditLog.append({ ...entry, hash }, chain.markOf({ seq: entry.seq, hash }));
      if (appended.ok) return succeed(entry.seq);
      if (appended.failure.code !== 'changed-meanwhile' || tries === mostTries) return appended;
    }
  };

  return (entry) => {
    // Those of this process wait for each other rather than try in vain.
    const mine = last.then(
      () => add(entry),
      () => add(entry),
    );
    last = mine;
    return mine;
  };
}

const damaged: Failure = {
  code: 'audit-log-damaged',
  detail: 'The end of the audit log is not where Cuelight left it.',
};
