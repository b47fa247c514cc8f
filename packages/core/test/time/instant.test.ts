import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedInstant, isSameSecond, latestInstant, parseHttpDate, parseInstant } from '../../src/index.js';

describe('an instant of Orchestrator’s clock', () => {
  it.each([
    ['2018-01-15T18:18:02.79Z', '2018-01-15T18:18:02.7900000Z'],
    ['2018-11-26T14:37:26.3231813Z', '2018-11-26T14:37:26.3231813Z'],
    ['2024-03-05T10:00:00Z', '2024-03-05T10:00:00.0000000Z'],
    ['2024-03-05T10:00:00', '2024-03-05T10:00:00.0000000Z'],
    ['2024-03-05T10:00:00.123456789Z', '2024-03-05T10:00:00.1234567Z'],
    ['2024-03-05T01:30:00.5+02:00', '2024-03-04T23:30:00.5000000Z'],
  ])('reads %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  it.each([
    '',
    'yesterday',
    '2024-02-30T10:00:00Z',
    '2024-13-01T10:00:00Z',
    '2024-03-05T24:00:01Z',
    '2024-03-05',
    '-000001-03-05T10:00:00Z',
    '9999-12-31T23:30:00-01:00',
    '2024-02-30T10:00:00+02:00',
    undefined,
    null,
    1_709_632_800_000,
  ])('does not take %s for a time', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it.each([
    ['0001-01-01T00:00:00', undefined],
    ['0001-01-01T00:00:00Z', undefined],
    ['0001-01-01T00:00:00+00:00', undefined],
    ['1969-12-31T23:59:59.9999999Z', undefined],
    ['1970-01-01T00:30:00+01:00', undefined],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.0000000Z'],
    ['1969-12-31T23:30:00-01:00', '1970-01-01T00:30:00.0000000Z'],
  ])('begins with 1970, before which .NET keeps its “no time”: %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  it('is a time of four-digit years from 1970 on, whatever its zone, or none', () => {
    const moments = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    const ticks = fc.nat(9_999_999).map((tick) => String(tick).padStart(7, '0'));
    const zones = fc.constantFrom(['', 0], ['Z', 0], ['+02:00', 120], ['-11:30', -690]);

    fc.assert(
      fc.property(moments, ticks, zones, (date, fraction, [zone, aheadMinutes]) => {
        const seconds = date.toISOString().slice(0, 19);
        const atMs = Date.parse(`${seconds}Z`) - Number(aheadMinutes) * 60_000;
        const exists = atMs >= 0 && atMs < Date.UTC(10_000, 0, 1);

        expect(parseInstant(`${seconds}.${fraction}${zone}`)).toBe(
          exists ? `${new Date(atMs).toISOString().slice(0, 19)}.${fraction}Z` : undefined,
        );
      }),
    );
  });

  it('has a day exactly when its month has, and no hour after 23:59:59', () => {
    const digits = (most: number) => fc.nat(most).map((number) => String(number).padStart(2, '0'));
    const years = fc.integer({ min: 1970, max: 9_999 });
    const parts = fc.tuple(years, digits(13), digits(32), digits(25), digits(60), digits(60));

    fc.assert(
      fc.property(parts, ([year, month, day, hour, minute, second]) => {
        const text = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
        const date = new Date(`${text}Z`);
        const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);

        expect(parseInstant(text)).toBe(exists ? `${text}.0000000Z` : undefined);
      }),
      { numRuns: 1_000 },
    );
    expect(parseInstant('2024-02-29T10:00:00Z')).toBe('2024-02-29T10:00:00.0000000Z');
    expect(parseInstant('2100-02-29T10:00:00Z')).toBeUndefined();
  });

  it('sorts as text as it does in time, to the tick', () => {
    const moments = fc.tuple(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      fc.nat(9_999_999),
    );

    fc.assert(
      fc.property(moments, moments, (a, b) => {
        const [first, second] = [a, b].map(([date, ticks]) =>
          parseInstant(`${date.toISOString().slice(0, 19)}.${String(ticks).padStart(7, '0')}Z`),
        );
        const order = Math.floor(a[0].getTime() / 1000) - Math.floor(b[0].getTime() / 1000) || a[1] - b[1];

        expect(Math.sign((first ?? '') < (second ?? '') ? -1 : first === second ? 0 : 1)).toBe(Math.sign(order));
      }),
    );
  });

  it('takes the start of the second that an HTTP Date names', () => {
    expect(parseHttpDate('Mon, 23 Nov 2026 09:13:45 GMT')).toBe('2026-11-23T09:13:45.0000000Z');
    expect(parseHttpDate('2026-11-23T09:13:45Z')).toBeUndefined();
    expect(parseHttpDate('noon GMT')).toBeUndefined();
    expect(parseHttpDate(undefined)).toBeUndefined();
  });

  it('knows the latest of several, and whether two lie in the same second', () => {
    const [early, late] = [parseInstant('2026-11-23T09:13:45.1Z'), parseInstant('2026-11-23T09:13:45.9Z')];
    const next = parseInstant('2026-11-23T09:13:46Z');
    if (early === undefined || late === undefined || next === undefined) throw new Error('unreadable');

    expect(latestInstant([early, undefined, late])).toBe(late);
    expect(latestInstant([undefined])).toBeUndefined();
    expect(isSameSecond(early, late)).toBe(true);
    expect(isSameSecond(late, next)).toBe(false);
  });

  it('orders counts as their numbers, also past the tenth million', () => {
    const countsAround = fc.oneof(fc.nat({ max: 50 }), fc.integer({ min: 9_999_950, max: 10_000_050 }), fc.nat());

    fc.assert(
      fc.property(countsAround, countsAround, (a, b) => {
        expect(countedInstant(a) < countedInstant(b)).toBe(a < b);
        expect(parseInstant(countedInstant(a))).toBe(countedInstant(a));
      }),
    );
  });
});
