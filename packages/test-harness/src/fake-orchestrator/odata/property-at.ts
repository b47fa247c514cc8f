import type { EntityType, PropertyType } from './entity-type.js';

/** The type of the property that a path such as `Release/Key` leads to; `undefined` when there is none. */
export function propertyAt(type: EntityType, path: readonly string[]): PropertyType | undefined {
  const [first = '', ...rest] = path;
  const property = Object.hasOwn(type.properties, first) ? type.properties[first] : undefined;
  if (rest.length === 0 || property === undefined) return property;
  return typeof property === 'object' && 'entity' in property && property.many !== true
    ? propertyAt(property.entity, rest)
    : undefined;
}
