import { type Failure, fail, type JsonObject, type Page, type PageRequest, type Result, succeed } from '@cuelight/core';
import type { HttpReply } from '../network/index.js';
import type { Call } from './call.js';
import { readList, unusableReply } from './reply.js';

/** The OData options for a page in the order of ids. */
export function pageOptions({ skip, take }: PageRequest): Readonly<Record<string, string | number | boolean>> {
  return { $top: take, $skip: skip, $orderby: 'Id asc', $count: true };
}

/**
 * Reads a page.
 *
 * @param read what a row means; undefined when it is not what it should be, which makes the whole reply unusable
 */
export function readPage<T>(
  reply: HttpReply,
  call: Call,
  page: PageRequest,
  read: (row: JsonObject) => T | undefined,
): Result<Page<T>, Failure> {
  const list = readList(reply, call);
  if (!list.ok) return list;
  const { rows, count } = list.value;
  const items = rows.map(read).filter((item) => item !== undefined);
  if (items.length < rows.length) return fail(unusableReply(reply, call, 'a row of it lacks what it should have'));
  const hasMore = count === undefined ? rows.length >= page.take : page.skip + rows.length < count;
  return succeed({ items, hasMore: hasMore && rows.length > 0 });
}
