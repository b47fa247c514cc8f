declare const instant: unique symbol;

/**
 * A moment on Orchestrator's clock, UTC, kept to 100 ns as Orchestrator writes it: `2026-11-23T09:13:45.7401303Z`.
 * Always seven digits and a `Z`, so that comparing two instants as text compares them in time. Never a `Date`, which
 * holds milliseconds only: `.3231813Z` and `.3231819Z` are different moments in UiPath's own samples.
 */
export type Instant = string & { readonly [instant]: true };

/** Everything about a time that its digits tell by themselves: not yet whether the month has that day. */
const pattern =
  /^((\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})?$/;

/** The first millisecond after the year 9999, past which a year has more than four digits. */
const afterYear9999Ms = Date.UTC(10_000, 0, 1);

/**
 * Reads an ISO 8601 time with 0 to 9 fractional digits; digits past the seventh are dropped. A time without zone is
 * UTC, since the Orchestrator API documents all its times as UTC. A time before 1970 is none: Orchestrator is .NET, where
 * `DateTime.MinValue`, `0001-01-01T00:00:00`, stands for "no time".
 *
 * @returns undefined when the text is no time, a time that does not exist, or one outside the years 1970 to 9999
 */
export function parseInstant(text: unknown): Instant | undefined {
  if (typeof text !== 'string') return undefined;
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, seconds = '', year = '', month = '', day = '', fraction = '', zone = 'Z'] = match;
  if (!isInMonth(Number(year), Number(month), Number(day))) return undefined;
  // By far the most times are in UTC: reading them as a Date and writing them again would take longer than all the rest.
  if (zone === 'Z') return year < '1970' ? undefined : written(seconds, fraction);
  const atMs = Date.parse(`${seconds}${zone}`);
  return isKept(atMs) ? written(secondsOf(atMs), fraction) : undefined;
}

/** A Date rolls "February 30" over to March. */
function isInMonth(year: number, month: number, day: number): boolean {
  return day <= 28 || new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

function isKept(atMs: number): boolean {
  return atMs >= 0 && atMs < afterYear9999Ms;
}

function secondsOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19);
}

/** Joined, not added: a text made by adding holds on to its pieces, and there is an instant in every followed job. */
function written(seconds: string, fraction: string): Instant {
  return [seconds, '.', fraction.padEnd(7, '0').slice(0, 7), 'Z'].join('') as Instant;
}

/** Whether a text is an instant as {@link parseInstant} writes it: a caller in another language may pass on anything. */
export function isInstant(text: unknown): text is Instant {
  return text !== undefined && parseInstant(text) === text;
}

/** What was read last: all replies of a second have the same date, and every reply is asked for it. */
let lastDate: { readonly text: string; readonly instant: Instant | undefined } | undefined;

/** The start of the second that an HTTP `Date` header names (RFC 9110 section 5.6.7). */
export function parseHttpDate(text: unknown): Instant | undefined {
  if (typeof text !== 'string') return undefined;
  if (lastDate?.text !== text) lastDate = { text, instant: readHttpDate(text) };
  return lastDate.instant;
}

function readHttpDate(text: string): Instant | undefined {
  if (!/ GMT$/.test(text)) return undefined;
  const atMs = Date.parse(text);
  return isKept(atMs) ? written(secondsOf(atMs), '') : undefined;
}

/** The later of the instants given; undefined when there is none. */
export function latestInstant(instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.reduce((latest, next) =>
    next !== undefined && (latest === undefined || next > latest) ? next : latest,
  );
}

/**
 * The place in the order of reports of somebody who has no clock that counts: of a robot on the user's own computer. It is
 * later than all with a lower count, and says nothing of time.
 *
 * @param count a whole number from 0 on
 */
export function countedInstant(count: number): Instant {
  const ticksInSecond = 10_000_000;
  return written(secondsOf(Math.floor(count / ticksInSecond) * 1_000), `${count % ticksInSecond}`.padStart(7, '0'));
}

/** Whether two instants lie in the same second of Orchestrator's clock. */
export function isSameSecond(a: Instant, b: Instant): boolean {
  return a.slice(0, 19) === b.slice(0, 19);
}
