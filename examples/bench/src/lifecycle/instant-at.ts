import { type Instant, parseInstant } from '@cuelight/core';

/** The moment so many milliseconds after 1970. */
export function instantAt(atMs: number): Instant {
  const instant = parseInstant(new Date(atMs).toISOString());
  if (instant === undefined) throw new Error(`no instant: ${atMs}`);
  return instant;
}
