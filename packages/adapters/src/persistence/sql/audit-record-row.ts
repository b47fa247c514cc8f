import type { AuditRecord } from '@cuelight/core';
import type { Row } from './row.js';

/** A record as a row of `audit_entries`. */
export function auditRecordToRow({ actor, subject, ...record }: AuditRecord): Row {
  return {
    seq: record.seq,
    at_ms: record.atMs,
    actor: actor.kind,
    actor_app_id: actor.appId ?? null,
    actor_key_id: actor.keyId ?? null,
    action: record.action,
    phase: record.phase,
    begun_seq: record.begunSeq ?? null,
    code: record.code ?? null,
    connection_id: subject.connectionId ?? null,
    app_id: subject.appId ?? null,
    key_id: subject.keyId ?? null,
    process_id: subject.processId ?? null,
    hash: record.hash,
  };
}

/** Reads a row of `audit_entries`, whatever was done to it by hand: it must come before who looks for such rows. */
export function auditRecordFromRow(row: Row): AuditRecord {
  return {
    seq: number(row.seq),
    atMs: number(row.at_ms),
    actor: { kind: String(row.actor), ...present({ appId: row.actor_app_id, keyId: row.actor_key_id }) },
    action: String(row.action),
    phase: String(row.phase),
    ...(row.begun_seq !== null && { begunSeq: number(row.begun_seq) }),
    ...present({ code: row.code }),
    subject: present({
      connectionId: row.connection_id,
      appId: row.app_id,
      keyId: row.key_id,
      processId: row.process_id,
    }),
    hash: String(row.hash),
  };
}

/** Reads a number; one that Cuelight cannot have written is as good as another one. */
export function number(value: unknown): number {
  const read = Number(value);
  return Number.isSafeInteger(read) ? read : -1;
}

function present<K extends string>(columns: Readonly<Record<K, unknown>>): { readonly [Name in K]?: string } {
  const given = Object.entries(columns).filter(([, value]) => value !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)])) as { [Name in K]?: string };
}
