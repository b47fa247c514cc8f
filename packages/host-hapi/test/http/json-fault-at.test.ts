import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFaultAt } from '../../src/http/json-fault-at.js';

describe('where a text stops being JSON', () => {
  it.each([
    ['', 0],
    ['  ', 2],
    ['{', 1],
    ['{"a":1,}', 7],
    ['{"a" 1}', 5],
    ['{a:1}', 1],
    ['[1,]', 3],
    ['[1 2]', 3],
    ['[1}', 2],
    ['{"a":]', 5],
    ['01', 1],
    ['1.', 1],
    ['nul', 0],
    ['"open', 0],
    ['"\\x"', 0],
    ['"\n"', 0],
    ['1 2', 2],
    [']', 0],
    ["{'a':1}", 1],
  ])('%j: at %i', (text, position) => {
    expect(jsonFaultAt(text).position).toBe(position);
  });

  it('is told by line and column too', () => {
    expect(jsonFaultAt('{\n  "a": 1,\n  oops\n}')).toEqual({ position: 14, line: 3, column: 3 });
  });

  it('is its end when it is JSON so far, and what follows it when it is whole', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, cut) => {
        const part = json.slice(0, cut % json.length);
        const { position } = jsonFaultAt(part);

        expect(jsonFaultAt(`${json} @`).position).toBe(json.length + 1);
        // A token that is cut in two is at fault from its start on.
        expect(json.startsWith(part.slice(0, position))).toBe(true);
        expect(part.slice(position)).toMatch(/^("|t|f|n|-|\d|\.|e|E|$)/);
      }),
    );
  });

  it('is found in a body of the longest kind without running out of stack', () => {
    const text = `${'[{"a":'.repeat(150_000)}"${'x'.repeat(100_000)}\\u00e9"`;

    expect(jsonFaultAt(text).position).toBe(text.length);
  });
});
