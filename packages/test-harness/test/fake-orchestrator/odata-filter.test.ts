import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/fake-orchestrator/json.js';
import type { EntityType } from '../../src/fake-orchestrator/odata/entity-type.js';
import { runQuery } from '../../src/fake-orchestrator/odata/run-query.js';
import { aFilterWithItsMeaning } from './a-filter.js';

const invoiceType: EntityType = {
  name: 'Invoice',
  properties: {
    Id: 'number',
    Key: 'guid',
    Customer: 'string',
    Paid: 'boolean',
    Due: 'date',
    State: { members: ['Open', 'Closed'] },
    Lines: 'complex',
    Folder: { entity: { name: 'Folder', properties: { Path: 'string' } } },
  },
};

const invoices: readonly JsonObject[] = [
  {
    Id: 1,
    Key: 'aaaaaaaa-0000-4000-8000-000000000001',
    Customer: "O'Brien",
    Paid: true,
    Due: '2024-03-05T10:00:00.1234567Z',
    State: 'Open',
    Folder: { Path: 'Finance/AP' },
  },
  {
    Id: 2,
    Key: 'aaaaaaaa-0000-4000-8000-000000000002',
    Customer: 'Åkesson and sons',
    Paid: false,
    Due: '2024-03-05T10:00:00.1234568Z',
    State: 'Closed',
    Folder: null,
  },
  { Id: 3, Key: null, Customer: null, Paid: false, Due: null, State: 'Open', Folder: { Path: 'Shared' } },
];

function idsWhere(filter: string): readonly unknown[] {
  const outcome = runQuery(invoices, new URLSearchParams({ $filter: filter }), invoiceType, { hasIn: true });
  return outcome.ok ? outcome.rows.map(({ Id }) => Id) : [outcome.message];
}

describe('a $filter', () => {
  it.each([
    ['Id eq 2', [2]],
    ['Id ne 2', [1, 3]],
    ['Id gt 1 and Id le 3', [2, 3]],
    ['Id in (1,3)', [1, 3]],
    ['Id eq 1 or Id eq 2 and Paid eq true', [1]],
    ['(Id eq 1 or Id eq 2) and Paid eq false', [2]],
    ['not (Id eq 1 or Paid eq true)', [2, 3]],
    ["Customer eq 'O''Brien'", [1]],
    ["tolower(Customer) eq 'åkesson and sons'", [2]],
    ["startswith(Customer,'O')", [1]],
    ["endswith(Customer,'sons') eq true", [2]],
    ["contains(Customer, 'and')", [2]],
    ['Customer eq null', [3]],
    ['Customer ne null', [1, 2]],
    ['Key eq AAAAAAAA-0000-4000-8000-000000000002', [2]],
    ['Key in (aaaaaaaa-0000-4000-8000-000000000001, aaaaaaaa-0000-4000-8000-000000000002)', [1, 2]],
    ["State eq 'Closed'", [2]],
    ["State eq '0'", [1, 3]],
    ["Folder/Path eq 'Shared'", [3]],
    ['Folder/Path eq null', [2]],
    ['Due gt 2024-03-05T10:00:00.1234567Z', [2]],
    ['Due le 2024-03-05T11:00:00.1234567+01:00', [1]],
    ['Due lt 2025-01-01T00:00:00Z', [1, 2]],
  ])('%s finds %j', (filter, ids) => {
    expect(idsWhere(filter)).toEqual(ids);
  });

  it.each([
    ['Id eqq 1', "Syntax error: found 'eqq' instead of the end at position 3 of the $filter."],
    ['Id eq', 'Syntax error: found the end instead of a property, a value or a function at position 5 of the $filter.'],
    ['(Id eq 1', "Syntax error: found the end instead of ')' at position 8 of the $filter."],
    ['Id eq 1 & 2', 'Syntax error: unexpected character at position 8 of the $filter.'],
    ["Customer eq 'open", 'Syntax error: unexpected character at position 12 of the $filter.'],
    ['Id eq 12ab', 'Syntax error: unexpected character at position 6 of the $filter.'],
    ['Nothing eq 1', "Could not find a property named 'Nothing' on type 'Invoice' at position 0 of the $filter."],
    [
      'Folder/Name eq 1',
      "Could not find a property named 'Folder/Name' on type 'Invoice' at position 0 of the $filter.",
    ],
    ['Id in ()', "Syntax error: found ')' instead of a value at position 7 of the $filter."],
    ['year(Due) eq 2024', "Unknown function 'year' at position 0 of the $filter."],
    ['contains(Customer)', 'contains takes 2 argument(s), not 1, at position 0 of the $filter.'],
    ['Id', 'Expected a boolean but found a number at position 0 of the $filter.'],
    ['Folder eq null', "'Folder' cannot be compared at position 0 of the $filter."],
    ["State eq 'Lost'", "The string 'Lost' is not a valid enumeration value at position 9 of the $filter."],
    ['Paid gt true', 'A boolean has no order at position 0 of the $filter.'],
  ])('%s is refused and says where', (filter, message) => {
    expect(idsWhere(filter)).toEqual([message]);
  });

  it('compares a GUID with a GUID only: in quotes it is another type', () => {
    const [message] = idsWhere("Key eq 'aaaaaaaa-0000-4000-8000-000000000001'");

    expect(message).toContain("incompatible types was detected. Found operand types 'guid' and 'string'");
  });

  it('has at most 100 nodes: fifty ids in a list, or twenty in a chain, are within', () => {
    const list = `Id in (${Array.from({ length: 50 }, (_, id) => id).join(',')})`;
    const chain = Array.from({ length: 20 }, (_, id) => `Id eq ${id}`).join(' or ');
    const longer = Array.from({ length: 26 }, (_, id) => `Id eq ${id}`).join(' or ');

    expect(idsWhere(list)).toEqual([1, 2, 3]);
    expect(idsWhere(chain)).toEqual([1, 2, 3]);
    expect(idsWhere(longer)).toEqual(["The node count limit of '100' has been exceeded."]);
  });

  it('nested too deep is refused, not crashed on', () => {
    const [message] = idsWhere(`${'('.repeat(50_000)}Id eq 1`);

    expect(message).toContain('The nesting is too deep');
  });

  it('means what it says, whatever its shape', () => {
    fc.assert(
      fc.property(aFilterWithItsMeaning, ({ filter, meaning }) => {
        const expected = invoices.filter(({ Id }) => meaning(Number(Id))).map(({ Id }) => Id);

        expect(idsWhere(filter)).toEqual(expected);
      }),
    );
  });

  it('never throws, and blames a position within the text, whatever it is', () => {
    const anything = fc.array(
      fc.constantFrom('Id', 'eq', '1', "'a'", '(', ')', ',', 'and', 'not', 'in', ' ', '*', 'null'),
    );
    fc.assert(
      fc.property(anything, (parts) => {
        const filter = parts.join('');
        const outcome = runQuery(invoices, new URLSearchParams({ $filter: filter }), invoiceType, { hasIn: true });

        const [, position] = /at position (\d+)/.exec(outcome.ok ? '' : outcome.message) ?? [];
        expect(Number(position ?? 0)).toBeLessThanOrEqual(filter.length);
      }),
    );
  });
});
