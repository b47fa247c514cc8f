/** What {@link createUuidV7} makes ids from. */
export interface UuidV7Source {
  /** Milliseconds since 1970. */
  nowMs(): number;
  randomBytes(count: number): Uint8Array;
}

/**
 * Makes UUIDs of version 7: 48 bits of time, 12 bits of a counter, 62 random bits. Each sorts after the one before, even
 * within a millisecond and when the clock is set back. Source: RFC 9562, sections 5.7 and 6.2 (method 1).
 */
export function createUuidV7(source: UuidV7Source): () => string {
  let atMs = 0;
  let count = 0;
  return () => {
    const nowMs = source.nowMs();
    const bytes = source.randomBytes(16);
    if (nowMs > atMs) {
      atMs = nowMs;
      // Starts in the lower half, so that there is room to count up within this millisecond.
      count = ((bytes[6] ?? 0) << 3) | ((bytes[7] ?? 0) & 0b111);
    } else if (++count > 0xfff) {
      atMs += 1;
      count = 0;
    }
    return format(atMs, count, bytes);
  };
}

function format(atMs: number, count: number, random: Uint8Array): string {
  const time = atMs.toString(16).padStart(12, '0');
  const variant = (0x80 | ((random[8] ?? 0) & 0x3f)).toString(16);
  const tail = Buffer.from(random.subarray(9, 16)).toString('hex');
  const counter = count.toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${variant}${tail.slice(0, 2)}-${tail.slice(2)}`;
}
