import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clrArgumentType } from '../../src/orchestrator-http/argument-type.js';
import { readArguments } from '../../src/orchestrator-http/process-arguments.js';

describe('the arguments of a process', () => {
  it('are read from the list that robotic processes have', () => {
    const text = JSON.stringify([
      { name: 'in_Count', type: 'System.Int32, mscorlib, Version=4.0.0.0', required: true, hasDefault: true },
      { name: 'in_Any' },
      { type: 'System.String' },
      'in_Text',
    ]);

    expect(readArguments(text)).toEqual([
      {
        name: 'in_Count',
        type: 'integer',
        required: true,
        hasDefault: true,
        clrType: 'System.Int32, mscorlib, Version=4.0.0.0',
      },
      { name: 'in_Any', type: 'unknown', required: false, hasDefault: false },
    ]);
  });

  it('are read from the JSON Schema that agents have', () => {
    const text = JSON.stringify({
      type: 'object',
      properties: {
        question: { type: 'string' },
        due: { type: 'string', format: 'date-time' },
        tries: { type: ['null', 'integer'], default: 3 },
        anything: {},
        nothing: false,
      },
      required: ['question', 7],
    });

    expect(readArguments(text)).toEqual([
      { name: 'question', type: 'string', required: true, hasDefault: false },
      { name: 'due', type: 'date-time', required: false, hasDefault: false },
      { name: 'tries', type: 'integer', required: false, hasDefault: true },
      { name: 'anything', type: 'unknown', required: false, hasDefault: false },
      { name: 'nothing', type: 'unknown', required: false, hasDefault: false },
    ]);
  });

  it.each([null, undefined, '', 'System.String', '7', '"text"', '{"properties":[]}', '[[]]', {}, 7])(
    'are none when they are given as %j',
    (text) => {
      expect(readArguments(text)).toEqual([]);
    },
  );

  it.each([
    ['System.String, System.Private.CoreLib, Version=8.0.0.0', 'string'],
    ['System.Int64', 'integer'],
    ['System.Decimal, mscorlib', 'number'],
    ['System.Boolean, mscorlib', 'boolean'],
    ['System.DateTime, mscorlib', 'date-time'],
    ['System.Nullable`1[[System.Double, mscorlib, Version=4.0.0.0]], mscorlib', 'number'],
    ['System.String[], mscorlib', 'array'],
    ['System.Int32[,], mscorlib', 'array'],
    ['System.Collections.Generic.List`1[[System.String, mscorlib]], mscorlib', 'array'],
    ['System.Collections.Generic.Dictionary`2[[System.String, mscorlib],[System.Object, mscorlib]]', 'object'],
    ['Newtonsoft.Json.Linq.JObject, Newtonsoft.Json', 'object'],
    ['System.Object, mscorlib', 'unknown'],
    ['System.Data.DataTable, System.Data', 'unknown'],
    ['constructor', 'unknown'],
    ['', 'unknown'],
  ])('of the .NET type %s take a value of type %s', (clrType, type) => {
    expect(clrArgumentType(clrType)).toBe(type);
  });
});

describe('whatever Orchestrator gives for arguments', () => {
  it('is read into one shape, or into none', () => {
    fc.assert(
      fc.property(aDescription, (text) => {
        for (const argument of readArguments(text)) {
          const { name, type, required, hasDefault, clrType = 'System.String', ...rest } = argument;
          expect(rest).toEqual({});
          expect(typeof name).toBe('string');
          expect(types).toContain(type);
          expect([typeof required, typeof hasDefault, typeof clrType]).toEqual(['boolean', 'boolean', 'string']);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('means the same in either form, as far as both can say it', () => {
    const argument = fc.record({
      name: fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'),
      type: fc.constantFrom('string', 'integer', 'number', 'boolean', 'array', 'object'),
      required: fc.boolean(),
      hasDefault: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.uniqueArray(argument, { selector: ({ name }) => name, maxLength: 6 }), (all) => {
        const list = all.map((one) => ({ ...one, type: clrNames[one.type] }));
        const schema = {
          properties: Object.fromEntries(
            all.map(({ name, type, hasDefault }) => [name, { type, ...(hasDefault && { default: null }) }]),
          ),
          required: all.filter(({ required }) => required).map(({ name }) => name),
        };

        const read = [list, schema].map((form) =>
          readArguments(JSON.stringify(form))
            .map(({ clrType: _, ...rest }) => rest)
            .sort((one, other) => (one.name < other.name ? -1 : 1)),
        );

        expect(read[0]).toEqual(all.toSorted((one, other) => (one.name < other.name ? -1 : 1)));
        expect(read[1]).toEqual(read[0]);
      }),
    );
  });
});

const types = ['string', 'integer', 'number', 'boolean', 'date-time', 'object', 'array', 'unknown'];

const clrNames: Readonly<Record<string, string>> = {
  string: 'System.String, mscorlib',
  integer: 'System.Int32, mscorlib',
  number: 'System.Double, mscorlib',
  boolean: 'System.Boolean, mscorlib',
  array: 'System.String[], mscorlib',
  object: 'Newtonsoft.Json.Linq.JObject, Newtonsoft.Json',
};

/** Texts that are nothing, JSON of any shape, and JSON close to either form with members of any kind. */
const aDescription = fc.oneof(
  fc.anything(),
  fc.string(),
  fc.json(),
  fc
    .array(
      fc.oneof(
        fc.record(
          {
            name: any(fc.string()),
            type: any(fc.constantFrom(...Object.values(clrNames), 'System.Nullable`1[[', '__proto__')),
            required: any(fc.boolean()),
            hasDefault: any(fc.boolean()),
            default: fc.jsonValue(),
          },
          { requiredKeys: [] },
        ),
        fc.jsonValue(),
      ),
    )
    .map((list) => JSON.stringify(list)),
  fc
    .record(
      {
        type: any(fc.constant('object')),
        properties: any(
          fc.dictionary(
            fc.string(),
            any(fc.record({ type: any(fc.constantFrom('string', 'null')), format: fc.jsonValue() })),
          ),
        ),
        required: any(fc.array(fc.jsonValue())),
      },
      { requiredKeys: [] },
    )
    .map((schema) => JSON.stringify(schema)),
);

function any(likely: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 5, arbitrary: likely }, fc.jsonValue());
}
