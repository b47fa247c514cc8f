import { parseTicks } from '../clock/ticks.js';
import type { JsonObject } from '../json.js';
import { compileFilter } from './compile-filter.js';
import type { EntityType } from './entity-type.js';
import { ODataError } from './odata-error.js';
import { parseFilter } from './parse-filter.js';
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
export function runQuery(rows: readonly JsonObject[], query: URLSearchParams, type: EntityType): QueryOutcome {
  try {
    const options = readQueryOptions(query, type);
    const filter = query.get('$filter');
    const matching = filter === null ? rows : rows.filter(compileFilter(parseFilter(filter), type));
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

function shaped(row: JsonObject, { select, expand }: QueryOptions, type: EntityType): JsonObject {
  const names = select === undefined ? Object.keys(row) : [...select, ...expand];
  return Object.fromEntries(
    names.map((name) => {
      const property = type.properties[name];
      const isLink = typeof property === 'object' && 'entity' in property;
      return [name, isLink && !expand.includes(name) ? null : (row[name] ?? null)];
    }),
  );
}
