import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventTextReader, type TextEvent } from '../../src/host-client/event-text.js';

const longest = 1_000;

/** What a reader makes of a stream that comes in these pieces. */
function read(pieces: readonly string[], longestEvent = longest): { events: TextEvent[]; isTooLong: boolean } {
  const reader = createEventTextReader(longestEvent);
  const events: TextEvent[] = [];
  for (const piece of pieces) {
    const { events: more, isTooLong } = reader(piece);
    events.push(...more);
    if (isTooLong) return { events, isTooLong };
  }
  return { events, isTooLong: false };
}

/** Pieces of the standard's grammar, and of what breaks it. */
const streamText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'event: snapshot',
        'data: {"a":1}',
        'data',
        'data:',
        ': keep-alive',
        'id: 7',
        'retry: 5',
        'x',
        '',
      ),
      fc.string({ maxLength: 12 }),
    ),
    { maxLength: 20 },
  )
  .chain((lines) =>
    fc
      .array(fc.constantFrom('\n', '\r', '\r\n', '\n\n', '\r\r', '\r\n\r\n'), {
        minLength: lines.length,
        maxLength: lines.length,
      })
      .map((ends) => lines.map((line, at) => line + ends[at]).join('')),
  );

/** The same text, cut into pieces at any places. */
const cut = (text: string) =>
  fc.array(fc.nat({ max: text.length }), { maxLength: 12 }).map((places) => {
    const sorted = [0, ...places.sort((a, b) => a - b), text.length];
    return sorted.slice(1).map((end, at) => text.slice(sorted[at], end));
  });

describe('server-sent events', () => {
  it('are the same for any cut of the stream', () => {
    fc.assert(
      fc.property(
        streamText.chain((text) => fc.tuple(fc.constant(text), cut(text))),
        fc.integer({ min: 5, max: 60 }),
        ([text, pieces], most) => {
          expect(read(pieces, most)).toEqual(read([text], most));
        },
      ),
    );
  });

  it.each([
    ['a name and data', 'event: a\ndata: b\n\n', [{ name: 'a', data: 'b' }]],
    ['data of several lines', 'data: a\ndata:b\ndata\n\n', [{ name: '', data: 'a\nb\n' }]],
    [
      'all three line ends',
      'data: a\r\rdata: b\r\n\r\ndata: c\n\n',
      ['a', 'b', 'c'].map((data) => ({ name: '', data })),
    ],
    ['comments', ': keep-alive\n\n: x\ndata: a\n\n', [{ name: '', data: 'a' }]],
    ['an event without data', 'event: a\n\n', []],
    ['an event that the stream ends in', 'data: a\n\ndata: b\n', [{ name: '', data: 'a' }]],
    ['what the service does not use', 'id: 1\nretry: 2\nodd: 3\ndata: a\n\n', [{ name: '', data: 'a' }]],
    [
      'the name of the event before',
      'event: a\ndata: b\n\ndata: c\n\n',
      [
        { name: 'a', data: 'b' },
        { name: '', data: 'c' },
      ],
    ],
  ])('are read as the standard says: %s', (_, text, events) => {
    expect(read([text])).toEqual({ events, isTooLong: false });
  });

  it('are cut off when one is longer than any may be, in one line or in many, and those before it are told', () => {
    const inOneLine = `data: a\n\ndata: ${'x'.repeat(longest)}`;
    const inMany = `data: a\n\n${'data: xxxx\n'.repeat(longest / 10 + 1)}`;

    for (const text of [inOneLine, inMany])
      expect(read([text])).toEqual({ events: [{ name: '', data: 'a' }], isTooLong: true });
  });

  it('are not added up, however many comments keep the line open', () => {
    expect(read([...Array(longest).fill(': keep-alive\n'), 'data: a\n\n'])).toEqual({
      events: [{ name: '', data: 'a' }],
      isTooLong: false,
    });
  });
});
