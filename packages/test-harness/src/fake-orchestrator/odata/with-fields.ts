import type { EntityType } from './entity-type.js';

/** The kind of entity with only those of its properties that are named. */
export function withFields({ name, properties }: EntityType, fields: readonly string[]): EntityType {
  return {
    name,
    properties: Object.fromEntries(Object.entries(properties).filter(([property]) => fields.includes(property))),
  };
}
