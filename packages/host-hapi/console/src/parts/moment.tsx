let format: Intl.DateTimeFormat | undefined;

/** A moment, on the clock and in the zone of whoever looks. @param at ISO 8601 */
export function Moment({ at }: { readonly at: string }) {
  const ms = Date.parse(at);
  return <time dateTime={at}>{Number.isNaN(ms) ? at : formatted(ms)}</time>;
}

function formatted(ms: number): string {
  // Made when it is needed: a browser takes longer for it than for all else that a first screen does.
  format ??= new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
  return format.format(ms);
}
