/**
 * Instants in units of 100 nanoseconds since 1970, the resolution in which Orchestrator writes times.
 * A `number` of milliseconds would lose the last four digits.
 */
export type Ticks = bigint;

const ticksPerMs = 10_000n;
const isoInstant = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,7}))?(Z|[+-]\d\d:\d\d)$/;

/** The ticks at a number of milliseconds since 1970. */
export function ticksOfMs(ms: number): Ticks {
  return BigInt(Math.floor(ms)) * ticksPerMs;
}

/** Writes an instant as UTC with seven fractional digits, such as `2024-03-05T10:00:00.1234567Z`. */
export function formatTicks(ticks: Ticks): string {
  const toTheMs = new Date(Number(ticks / ticksPerMs)).toISOString().slice(0, -1);
  return `${toTheMs}${String(ticks % ticksPerMs).padStart(4, '0')}Z`;
}

/** Reads an ISO instant with none to seven fractional digits; `undefined` when the text is no instant. */
export function parseTicks(text: string): Ticks | undefined {
  const [, toTheSecond = '', fraction = '', zone = ''] = isoInstant.exec(text) ?? [];
  const ms = Date.parse(`${toTheSecond}${zone}`);
  return Number.isNaN(ms) ? undefined : ticksOfMs(ms) + BigInt(fraction.padEnd(7, '0'));
}
