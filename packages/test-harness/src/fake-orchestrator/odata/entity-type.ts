/** The kind of a property, as far as filters care. */
export type PropertyKind = 'string' | 'number' | 'boolean' | 'guid' | 'date' | 'complex';

/** A property: a plain kind, an enumeration by the order of its numbers, or a link to another entity. */
export type PropertyType =
  | PropertyKind
  | { readonly members: readonly string[] }
  | { readonly entity: EntityType; readonly many?: boolean };

/** A kind of entity: what OData may ask of it. Links are null in replies unless they are expanded. */
export interface EntityType {
  readonly name: string;
  readonly properties: Readonly<Record<string, PropertyType>>;
}
