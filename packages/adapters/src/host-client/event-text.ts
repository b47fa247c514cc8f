/** A server-sent event as it came. */
export interface TextEvent {
  readonly name: string;
  readonly data: string;
}

/** What a piece of a stream brought to its end. */
export interface ReadPiece {
  readonly events: readonly TextEvent[];
  /** The event after those is longer than any may be: nothing more can be read. */
  readonly isTooLong: boolean;
}

const lineEnd = /\r\n|\n|\r/g;

/**
 * Reads server-sent events from pieces of text that may be cut anywhere (HTML standard, section "Interpreting an event
 * stream"). What the service does not use, `id` and `retry`, is passed over, as are comments. An event that the stream
 * ends in is none.
 *
 * @param longest how many characters an event may have
 */
export function createEventTextReader(longest: number): (piece: string) => ReadPiece {
  let [line, name, size] = ['', '', 0];
  let data: string[] = [];
  let endedInReturn = false;

  const endEvent = (): readonly TextEvent[] => {
    const events = data.length === 0 ? [] : [{ name, data: data.join('\n') }];
    [name, size, data] = ['', 0, []];
    return events;
  };
  const takeField = (text: string) => {
    const colon = text.indexOf(':');
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') name = value;
    else if (field === 'data') data.push(value);
  };

  return (piece) => {
    const events: TextEvent[] = [];
    let from = endedInReturn && piece.startsWith('\n') ? 1 : 0;
    if (piece !== '') endedInReturn = piece.endsWith('\r');
    lineEnd.lastIndex = from;
    for (let end = lineEnd.exec(piece); end !== null; end = lineEnd.exec(piece)) {
      line += piece.slice(from, end.index);
      from = lineEnd.lastIndex;
      if (size + line.length > longest) return { events, isTooLong: true };
      if (line === '') events.push(...endEvent());
      else takeField(line);
      if (line !== '' && !line.startsWith(':')) size += line.length;
      line = '';
    }
    line += piece.slice(from);
    return { events, isTooLong: size + line.length > longest };
  };
}
