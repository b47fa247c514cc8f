const maxMs = 3_600_000;

/**
 * How long an answer asks to wait, in milliseconds, at most an hour; undefined when it does not say, as to a page of
 * another origin unless the service exposes the header. A date is measured from the answer's own `Date`. Source: RFC 9110
 * section 10.2.3.
 */
export function retryAfterMs(headers: Headers): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.parse(headers.get('date') ?? '');
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(waitMs, 0), maxMs);
}
