import type { EntityType } from './entity-type.js';
import { noSuchProperty, ODataError } from './odata-error.js';
import { type Expansion, parseExpand, parseSelect } from './parse-expand.js';
import { propertyAt } from './property-at.js';

/** The query options of a request, apart from `$filter`. */
export interface QueryOptions {
  readonly top: number;
  readonly skip: number;
  readonly orderBy: readonly { readonly path: readonly string[]; readonly descending: boolean }[];
  readonly select: readonly string[] | undefined;
  readonly expand: readonly Expansion[];
  readonly count: boolean;
}

/** Source: UiPath Orchestrator API guide, "Building API requests". */
const mostRows = 1000;
const mostOrderings = 5;
const known = new Set(['$filter', '$top', '$skip', '$orderby', '$select', '$expand', '$count', '$format']);

/** Reads the query options; throws an `ODataError` that names the one which is not understood. Options without `$` are not OData's. */
export function readQueryOptions(query: URLSearchParams, type: EntityType): QueryOptions {
  for (const option of query.keys()) {
    if (option.startsWith('$') && !known.has(option)) {
      throw new ODataError(`The query parameter '${option}' is not supported.`);
    }
  }
  const top = wholeNumber('$top', query) ?? mostRows;
  if (top > mostRows) {
    throw new ODataError(
      `The limit of '${mostRows}' for Top query has been exceeded. The value from the incoming request is '${top}'.`,
    );
  }
  const [select, expand] = [query.get('$select'), query.get('$expand')];
  return {
    top,
    skip: wholeNumber('$skip', query) ?? 0,
    orderBy: orderings(query, type),
    select: select === null ? undefined : parseSelect(select, type),
    expand: expand === null ? [] : parseExpand(expand, type),
    count: truth('$count', query),
  };
}

function wholeNumber(option: string, query: URLSearchParams): number | undefined {
  const text = query.get(option);
  if (text === null) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new ODataError(`Invalid value '${text}' for ${option} query option found.`);
  return Number(text);
}

function truth(option: string, query: URLSearchParams): boolean {
  const text = query.get(option) ?? 'false';
  if (text !== 'true' && text !== 'false')
    throw new ODataError(`Invalid value '${text}' for ${option} query option found.`);
  return text === 'true';
}

function names(option: string, query: URLSearchParams): readonly string[] {
  const text = query.get(option);
  return text === null ? [] : text.split(',').map((name) => name.trim());
}

function orderings(query: URLSearchParams, type: EntityType): QueryOptions['orderBy'] {
  const terms = names('$orderby', query);
  if (terms.length > mostOrderings) {
    throw new ODataError(
      `The number of clauses in $orderby query option exceeded the maximum number allowed, ${mostOrderings}.`,
    );
  }
  return terms.map((term) => {
    const [, name = '', direction] = /^(\S+)(?:\s+(asc|desc))?$/.exec(term) ?? [];
    const path = name.split('/');
    const property = propertyAt(type, path);
    if (property === undefined) throw noSuchProperty(name === '' ? term : name, type);
    if (property === 'complex' || (typeof property === 'object' && 'entity' in property)) {
      throw new ODataError(`'${name}' has no order.`);
    }
    return { path, descending: direction === 'desc' };
  });
}
