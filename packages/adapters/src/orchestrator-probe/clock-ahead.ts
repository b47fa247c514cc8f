/** A time of HTTP (RFC 9110, section 5.6.7), in the form that is to be sent. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * How far a clock is ahead of ours, in whole seconds' milliseconds: 0 where the time of the reply and the second in which
 * its header was written leave open whether it is ahead or behind.
 *
 * @param date the header `Date`
 * @param sentMs our time when the request was sent; `receivedMs` that when the reply had arrived
 * @returns undefined when the header tells no time
 */
export function clockAheadMs(date: string | undefined, sentMs: number, receivedMs: number): number | undefined {
  if (date === undefined || !httpDate.test(date)) return undefined;
  const fromMs = Date.parse(date);
  if (Number.isNaN(fromMs)) return undefined;
  const least = fromMs - receivedMs;
  const most = fromMs + 999 - sentMs;
  if (least <= 0 && most >= 0) return 0;
  return Math.round((least + most) / 2_000) * 1_000;
}
