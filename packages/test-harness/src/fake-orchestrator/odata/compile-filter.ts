import { parseTicks } from '../clock/ticks.js';
import type { JsonObject, JsonValue } from '../json.js';
import { countNodes } from './count-nodes.js';
import type { EntityType, PropertyType } from './entity-type.js';
import type { Comparison, FilterExpression, Literal } from './filter-expression.js';
import { faultAt, ODataError } from './odata-error.js';
import { propertyAt } from './property-at.js';
import { valueAt } from './value-at.js';

/** What an expression gives for a row. Dates are compared as ticks. */
type Value = string | number | bigint | boolean | null;
type Kind = Literal['kind'];
interface Compiled {
  readonly kind: Kind;
  readonly valueIn: (row: JsonObject) => Value;
}

/** Source: UiPath Orchestrator API guide, "Building API requests": a filter has at most 100 nodes. */
const mostNodes = 100;

/**
 * Turns a parsed filter into a test of rows, having checked names and types against the entity.
 * Throws an `ODataError` that names the position of what does not fit. A comparison with null holds only for eq and ne.
 */
export function compileFilter(expression: FilterExpression, type: EntityType): (row: JsonObject) => boolean {
  if (countNodes(expression) > mostNodes) {
    throw new ODataError(`The node count limit of '${mostNodes}' has been exceeded.`);
  }

  function compile(node: FilterExpression): Compiled {
    switch (node.node) {
      case 'literal':
        return constant(node.literal);
      case 'property':
        return property(node.path, node.at, type);
      case 'call':
        return call(
          node.name,
          node.args.map((arg) => ofKind(arg, 'string')),
        );
      case 'compare':
        return compare(node.operator, ...sameKind(node.left, node.right), node.at);
      case 'in': {
        const equals = node.list.map((item) =>
          compare('eq', ...sameKind(node.left, asListed(item, node.left, type)), item.at),
        );
        return truth((row) => equals.some((equal) => equal.valueIn(row) === true));
      }
      case 'not': {
        const operand = ofKind(node.operand, 'boolean');
        return truth((row) => operand.valueIn(row) !== true);
      }
      default: {
        const [left, right] = [ofKind(node.left, 'boolean'), ofKind(node.right, 'boolean')];
        return node.node === 'and'
          ? truth((row) => left.valueIn(row) === true && right.valueIn(row) === true)
          : truth((row) => left.valueIn(row) === true || right.valueIn(row) === true);
      }
    }
  }

  function ofKind(node: FilterExpression, kind: Kind): Compiled {
    const compiled = compile(node);
    if (compiled.kind !== kind) throw faultAt(node.at, `Expected a ${kind} but found a ${compiled.kind}`);
    return compiled;
  }

  function sameKind(leftNode: FilterExpression, rightNode: FilterExpression): readonly [Compiled, Compiled] {
    const left = compile(leftNode);
    const right = compile(rightNode);
    if (left.kind !== right.kind && left.kind !== 'null' && right.kind !== 'null') {
      throw faultAt(
        leftNode.at,
        `A binary operator with incompatible types was detected. Found operand types '${left.kind}' and '${right.kind}'`,
      );
    }
    return [enumAware(left, leftNode, rightNode, type), enumAware(right, rightNode, leftNode, type)];
  }

  return (
    (test) => (row: JsonObject) =>
      test.valueIn(row) === true
  )(ofKind(expression, 'boolean'));
}

function constant(literal: Literal): Compiled {
  const value = literal.kind === 'date' ? (parseTicks(literal.value) ?? null) : literal.value;
  return { kind: literal.kind, valueIn: () => value };
}

function property(path: readonly string[], at: number, type: EntityType): Compiled {
  const found = propertyAt(type, path);
  if (found === undefined)
    throw faultAt(at, `Could not find a property named '${path.join('/')}' on type '${type.name}'`);
  const kind = typeof found === 'string' ? found : 'members' in found ? 'string' : 'complex';
  if (kind === 'complex') throw faultAt(at, `'${path.join('/')}' cannot be compared`);
  return { kind, valueIn: (row) => comparable(valueAt(row, path), kind) };
}

function comparable(value: JsonValue, kind: Kind): Value {
  if (value === null || typeof value === 'object') return null;
  if (kind === 'date') return parseTicks(String(value)) ?? null;
  return kind === 'guid' ? String(value).toLowerCase() : value;
}

/** A numeric string stands for the member with that number: `State eq '1'` is `State eq 'Running'`. */
function enumAware(compiled: Compiled, node: FilterExpression, other: FilterExpression, type: EntityType): Compiled {
  const otherType: PropertyType | undefined = other.node === 'property' ? propertyAt(type, other.path) : undefined;
  if (node.node !== 'literal' || node.literal.kind !== 'string' || typeof otherType !== 'object') return compiled;
  if (!('members' in otherType)) return compiled;
  const { value } = node.literal;
  const member = otherType.members.includes(value)
    ? value
    : otherType.members[Number(value === '' ? Number.NaN : value)];
  if (member === undefined) throw faultAt(node.at, `The string '${value}' is not a valid enumeration value`);
  return { kind: 'string', valueIn: () => member };
}

/** In a list a GUID may stand in quotes. Source: @uipath/uipath-typescript 1.3.8, which asks for jobs so. */
function asListed(item: FilterExpression, left: FilterExpression, type: EntityType): FilterExpression {
  if (item.node !== 'literal' || item.literal.kind !== 'string' || left.node !== 'property') return item;
  if (propertyAt(type, left.path) !== 'guid' || !guid.test(item.literal.value)) return item;
  return { ...item, literal: { kind: 'guid', value: item.literal.value.toLowerCase() } };
}

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function call(name: 'startswith' | 'endswith' | 'contains' | 'tolower', args: readonly Compiled[]): Compiled {
  const text = (index: number, row: JsonObject): string | null => {
    const value = args[index]?.valueIn(row) ?? null;
    return value === null ? null : String(value);
  };
  if (name === 'tolower') return { kind: 'string', valueIn: (row) => text(0, row)?.toLowerCase() ?? null };
  return truth((row) => {
    const [whole, part] = [text(0, row), text(1, row)];
    if (whole === null || part === null) return false;
    if (name === 'contains') return whole.includes(part);
    return name === 'startswith' ? whole.startsWith(part) : whole.endsWith(part);
  });
}

function compare(operator: Comparison, left: Compiled, right: Compiled, at: number): Compiled {
  if (operator !== 'eq' && operator !== 'ne' && (left.kind === 'boolean' || left.kind === 'guid')) {
    throw faultAt(at, `A ${left.kind} has no order`);
  }
  return truth((row) => holds(operator, left.valueIn(row), right.valueIn(row)));
}

function holds(operator: Comparison, left: Value, right: Value): boolean {
  if (operator === 'eq') return left === right;
  if (operator === 'ne') return left !== right;
  if (left === null || right === null) return false;
  if (operator === 'gt') return left > right;
  if (operator === 'ge') return left >= right;
  return operator === 'lt' ? left < right : left <= right;
}

function truth(test: (row: JsonObject) => boolean): Compiled {
  return { kind: 'boolean', valueIn: test };
}
