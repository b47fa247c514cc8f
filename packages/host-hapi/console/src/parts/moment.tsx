const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** A moment, on the clock and in the zone of whoever looks. @param at ISO 8601 */
export function Moment({ at }: { readonly at: string }) {
  const ms = Date.parse(at);
  return <time dateTime={at}>{Number.isNaN(ms) ? at : format.format(ms)}</time>;
}
