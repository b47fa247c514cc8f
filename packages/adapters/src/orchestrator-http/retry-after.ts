import type { HttpReply } from '../network/index.js';

const maxMs = 3_600_000;

/**
 * How long a reply asks to wait, in milliseconds, at most an hour; undefined when it does not say. A date is measured
 * from the reply's own `Date`, so that our clock does not matter. Source: RFC 9110 section 10.2.3.
 */
export function retryAfterMs({ headers }: HttpReply): number | undefined {
  const text = headers['retry-after']?.trim() ?? '';
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.parse(headers.date ?? '');
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(waitMs, 0), maxMs);
}
