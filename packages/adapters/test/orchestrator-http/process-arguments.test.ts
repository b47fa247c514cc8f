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
