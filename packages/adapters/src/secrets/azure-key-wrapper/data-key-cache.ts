import { createHash } from 'node:crypto';
import type { Clock } from '@cuelight/core';

/** What it takes to unwrap a data key. */
export interface WrappedKey {
  readonly keyId: string;
  readonly wrappedKey: Uint8Array;
  readonly boundTo: Uint8Array;
}

/** Data keys that were unwrapped a moment ago. Each is overwritten with zeros when it leaves. */
export interface DataKeyCache {
  /** A copy, the caller's to overwrite. */
  get(wrapped: WrappedKey): Uint8Array | undefined;
  /** Keeps a copy. */
  keep(wrapped: WrappedKey, dataKey: Uint8Array): void;
}

/** How much is kept, and for how long. */
export interface DataKeyCacheLimits {
  readonly mostKept: number;
  readonly keepMs: number;
  readonly clock: Clock;
}

/** Keeps nothing yet. What is there longest leaves first; after `keepMs` everything has left, used or not. */
export function createDataKeyCache({ mostKept, keepMs, clock }: DataKeyCacheLimits): DataKeyCache {
  const kept = new Map<string, { readonly dataKey: Buffer; readonly untilMs: number }>();
  let isSweepPlanned = false;

  function drop(id: string): void {
    kept.get(id)?.dataKey.fill(0);
    kept.delete(id);
  }

  function sweep(): void {
    isSweepPlanned = false;
    for (const [id, { untilMs }] of kept) {
      if (untilMs > clock.nowMs()) break;
      drop(id);
    }
    planSweep();
  }

  function planSweep(): void {
    const [oldest] = kept.values();
    if (oldest === undefined || isSweepPlanned) return;
    isSweepPlanned = true;
    clock.after(Math.max(oldest.untilMs - clock.nowMs(), 0), sweep);
  }

  return {
    get(wrapped) {
      const found = kept.get(idOf(wrapped));
      return found !== undefined && found.untilMs > clock.nowMs() ? Buffer.from(found.dataKey) : undefined;
    },
    keep(wrapped, dataKey) {
      const id = idOf(wrapped);
      drop(id);
      kept.set(id, { dataKey: Buffer.from(dataKey), untilMs: clock.nowMs() + keepMs });
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) drop(oldest);
      planSweep();
    },
  };
}

function idOf({ keyId, wrappedKey, boundTo }: WrappedKey): string {
  const parts = [Buffer.from(keyId, 'utf8'), wrappedKey, boundTo].map((bytes) => Buffer.from(bytes).toString('base64'));
  return createHash('sha256').update(parts.join('.')).digest('base64');
}
