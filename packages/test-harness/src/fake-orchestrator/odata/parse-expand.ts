import type { EntityType } from './entity-type.js';
import { noSuchProperty, ODataError } from './odata-error.js';

/** A link that a reply is to show, and what of the entity behind it. */
export interface Expansion {
  readonly name: string;
  /** All of its properties when absent. */
  readonly select: readonly string[] | undefined;
  readonly expand: readonly Expansion[];
}

/** Source: UiPath swagger 2020.10, `$expand`: "The maximum depth is 2". */
const deepest = 2;

/** Reads an `$expand`, such as `Robot,Release($select=Key;$expand=CurrentVersion)`; throws an `ODataError` that names what is wrong. */
export function parseExpand(text: string, type: EntityType, depth = 1): readonly Expansion[] {
  if (depth > deepest) {
    throw new ODataError(
      `The request includes a $expand path which is too deep. The maximum depth allowed is ${deepest}.`,
    );
  }
  return splitOutside(text, ',').map((item) => {
    const [, name = item, nested] = /^(\w+)(?:\((.*)\))?$/.exec(item) ?? [];
    const property = Object.hasOwn(type.properties, name) ? type.properties[name] : undefined;
    if (property === undefined) throw noSuchProperty(name, type);
    if (property !== 'complex' && !(typeof property === 'object' && 'entity' in property)) {
      throw new ODataError(
        `Property '${name}' on type '${type.name}' is not a navigation property or complex property.`,
      );
    }
    const linked = property === 'complex' ? { name: type.name, properties: {} } : property.entity;
    return { name, ...nestedOptions(nested, linked, depth) };
  });
}

function nestedOptions(
  text: string | undefined,
  type: EntityType,
  depth: number,
): Pick<Expansion, 'select' | 'expand'> {
  let options: Pick<Expansion, 'select' | 'expand'> = { select: undefined, expand: [] };
  for (const option of text === undefined ? [] : splitOutside(text, ';')) {
    const [, name = '', value = ''] = /^(\$\w+)=(.*)$/.exec(option) ?? [];
    if (name === '$select') options = { ...options, select: parseSelect(value, type) };
    else if (name === '$expand') options = { ...options, expand: parseExpand(value, type, depth + 1) };
    else throw new ODataError(`The option '${option}' within $expand is not supported.`);
  }
  return options;
}

/** Reads a `$select`; `undefined` when it names nothing, or everything by `*`. */
export function parseSelect(text: string, type: EntityType): readonly string[] | undefined {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '*');
  const unknown = names.find((name) => !Object.hasOwn(type.properties, name));
  if (unknown !== undefined) throw noSuchProperty(unknown, type);
  return names.length === 0 ? undefined : names;
}

/** Splits at marks that are not in parentheses. */
function splitOutside(text: string, mark: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === mark && depth === 0) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${character}`);
  }
  return parts.map((part) => part.trim());
}
