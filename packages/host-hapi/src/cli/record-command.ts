import { nodeKeyedHash, systemClock } from '@cuelight/adapters/system';
import { type AuditAction, createAuditTrail, createRecordChange, type Failure, type Result } from '@cuelight/core';
import { compose } from '../composition/compose.js';
import type { Storage } from '../storage/open-storage.js';

/** Makes a change that is no use case of one connection or app, and records it as one of the command line. */
export async function recordCommand<T>(
  storage: Storage,
  action: AuditAction,
  change: () => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  const notices = { notice() {} };
  const { serviceSecrets, dispose } = compose({ ...storage, notices });
  const { auditLog } = storage.persistence;
  const trail = createAuditTrail({ auditLog, serviceSecrets, keyedHash: nodeKeyedHash, clock: systemClock });
  try {
    return await createRecordChange(trail, notices, { kind: 'command-line' })(action, {}, change);
  } finally {
    await dispose();
  }
}
