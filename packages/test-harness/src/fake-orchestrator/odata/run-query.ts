import { parseTicks } from '../clock/ticks.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import { compileFilter } from './compile-filter.js';
import type { EntityType } from './entity-type.js';
import { inDeclaredCase } from './in-declared-case.js';
import { ODataError } from './odata-error.js';
import type { Expansion } from './parse-expand.js';
import { type FilterDialect, parseFilter } from './parse-filter.js';
import { propertyAt } from './property-at.js';
import { type QueryOptions, readQueryOptions } from './query-options.js';
import { valueAt } from './value-at.js';

/** The rows that a query asks for; `count` is that of all matching rows, when the query wants it. */
export type QueryOutcome =
  | { readonly ok: true; readonly rows: readonly JsonObject[]; readonly count: number | undefined }
  | { readonly ok: false; readonly message: string };

/**
 * Answers an OData query over rows that carry their linked entities.
 * @returns a message that names the option, and within `$filter` the position, when the query is not understood
 */
export function runQuery(
  rows: readonly JsonObject[],
  query: URLSearchParams,
  type: EntityType,
  dialect: FilterDialect,
): QueryOutcome {
  try {
    const known = dialect.ignoresCase === true ? inDeclaredCase(query, type) : query;
    const options = readQueryOptions(known, type);
    const filter = known.get('$filter');
    const matching = filter === null ? rows : rows.filter(compileFilter(parseFilter(filter, dialect), type));
    const page = ordered(matching, options, type).slice(options.skip, options.skip + options.top);
    return {
      ok: true,
      rows: page.map((row) => shaped(row, options, type)),
      count: options.count ? matching.length : undefined,
    };
  } catch (error) {
    if (error instanceof ODataError) return { ok: false, message: error.message };
    throw error;
  }
}

function ordered(rows: readonly JsonObject[], { orderBy }: QueryOptions, type: EntityType): readonly JsonObject[] {
  if (orderBy.length === 0) return rows;
  return rows.toSorted((left, right) => {
    for (const { path, descending } of orderBy) {
      const isDate = propertyAt(type, path) === 'date';
      const order = compareKeys(sortKey(left, path, isDate), sortKey(right, path, isDate));
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
}

type SortKey = string | number | bigint | boolean | null;

function sortKey(row: JsonObject, path: readonly string[], isDate: boolean): SortKey {
  const value = valueAt(row, path);
  if (value === null || typeof value === 'object') return null;
  return isDate ? (parseTicks(String(value)) ?? null) : value;
}

/** Null comes before everything else. */
function compareKeys(left: SortKey, right: SortKey): number {
  if (left === right) return 0;
  if (left === null) return -1;
  return right === null || left > right ? 1 : -1;
}

/** What of a row is shown: the properties of its type that it has, links as null unless they are expanded. */
function shaped(row: JsonObject, { select, expand }: Shape, type: EntityType): JsonObject {
  const expanded = expand.map(({ name }) => name);
  const names = select === undefined ? Object.keys(type.properties).filter((name) => name in row) : select;
  return Object.fromEntries(
    [...new Set([...names, ...expanded])].map((name) => {
      const property = type.properties[name];
      if (typeof property !== 'object' || !('entity' in property)) return [name, row[name] ?? null];
      const expansion = expand.find((candidate) => candidate.name === name);
      return [name, expansion === undefined ? null : linked(row[name] ?? null, expansion, property.entity)];
    }),
  );
}

type Shape = Pick<Expansion, 'select' | 'expand'>;

function linked(value: JsonValue, shape: Shape, type: EntityType): JsonValue {
  if (Array.isArray(value)) return value.map((item) => linked(item, shape, type));
  return isJsonObject(value) ? shaped(value, shape, type) : null;
}
