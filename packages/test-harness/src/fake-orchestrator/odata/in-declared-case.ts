import type { EntityType } from './entity-type.js';
import { tokensOf } from './filter-tokens.js';

/**
 * A query with the names of properties as the type declares them: `key` becomes `Key`. Names that the type does not have
 * stay as they are, and so do positions. Throws an `ODataError` for a filter that has no tokens.
 */
export function inDeclaredCase(query: URLSearchParams, type: EntityType): URLSearchParams {
  const known = new URLSearchParams(query);
  for (const option of ['$select', '$expand', '$orderby']) {
    const text = query.get(option);
    if (text !== null)
      known.set(
        option,
        text.replace(/[a-z_][\w/]*/gi, (path) => declaredPath(path, type)),
      );
  }
  const filter = query.get('$filter');
  if (filter === null) return known;
  let rewritten = filter;
  for (const { kind, text, at } of tokensOf(filter)) {
    if (kind !== 'word') continue;
    rewritten = rewritten.slice(0, at) + declaredPath(text, type) + rewritten.slice(at + text.length);
  }
  known.set('$filter', rewritten);
  return known;
}

function declaredPath(path: string, type: EntityType): string {
  const [first = '', ...rest] = path.split('/');
  const name = Object.keys(type.properties).find((one) => one.toLowerCase() === first.toLowerCase());
  const property = name === undefined ? undefined : type.properties[name];
  if (name === undefined || rest.length === 0) return name ?? path;
  const isLink = typeof property === 'object' && 'entity' in property;
  return isLink ? `${name}/${declaredPath(rest.join('/'), property.entity)}` : path;
}
