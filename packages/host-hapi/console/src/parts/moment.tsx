import { Name } from './name.js';

let format: Intl.DateTimeFormat | undefined;

/** A moment, on the clock of whoever looks, with the zone that is. @param at ISO 8601 */
export function Moment({ at }: { readonly at: string }) {
  const ms = Date.parse(at);
  return Number.isNaN(ms) ? <Name>{at}</Name> : <time dateTime={at}>{formatted(ms)}</time>;
}

function formatted(ms: number): string {
  // Made when it is needed: a browser takes longer for it than for all else that a first screen does.
  format ??= new Intl.DateTimeFormat('en-GB', {
    ...{ day: 'numeric', month: 'short', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
  });
  return format.format(ms);
}
