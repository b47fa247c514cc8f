import { type AuditRecord, auditActions } from '@cuelight/core';
import { z } from 'zod';
import { showTime } from './text.js';

/** Words are texts, since an entry may be of another version of Cuelight, or have been altered by hand. */
function word(...usual: readonly string[]) {
  return z.string().describe(`Usually one of: ${usual.join(', ')}`);
}

/** An entry of the audit log, as it is shown. */
export const auditEntryShape = z.strictObject({
  seq: z.int(),
  at: z.string(),
  actor: z.strictObject({
    kind: word('api-key', 'operator', 'command-line', 'service'),
    appId: z.string().exactOptional(),
    keyId: z.string().exactOptional(),
  }),
  action: word(...Object.keys(auditActions)),
  phase: word('begun', 'done', 'failed'),
  begunSeq: z.int().exactOptional(),
  code: z.string().exactOptional(),
  subject: z.strictObject({
    connectionId: z.string().exactOptional(),
    appId: z.string().exactOptional(),
    keyId: z.string().exactOptional(),
    processId: z.string().exactOptional(),
  }),
  hash: z.string(),
});

/** Shows an entry. */
export function showAuditEntry({ atMs, ...entry }: AuditRecord): z.infer<typeof auditEntryShape> {
  return { ...entry, at: showTime(atMs), actor: { ...entry.actor }, subject: { ...entry.subject } };
}
