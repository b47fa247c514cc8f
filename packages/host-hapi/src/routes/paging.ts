import type { ListRequest, PageRequest, ProcessesPlace } from '@cuelight/core';
import { z } from 'zod';
import { wholeNumber } from '../shapes/whole-number.js';

/** The query of a list. */
const limit = wholeNumber(1, 200).default(50);

/** The query of a list whose rows are ours: the cursor is the id of the last row. */
export const rowPaging = { limit, cursor: cursorOf(/^after:[A-Za-z0-9-]{1,64}$/).exactOptional() };

/** The query of the audit log, the newest first: the cursor is the number of the last entry. */
export const auditPaging = { limit, cursor: cursorOf(/^before:\d{1,15}$/).exactOptional() };

/** The query of a list that is read through to Orchestrator: the cursor is how many to skip. */
export const skipPaging = { limit, cursor: cursorOf(/^skip:\d{1,9}$/).exactOptional() };

/** The query of the list of all processes: the cursor is how many folders to skip, and how many processes in the next. */
const placeCursor = /^at:(\d{1,9}):(\d{1,9})$/;

/** The query of a list that is read through to Orchestrator, of one folder or of all. */
export const folderPaging = { limit, cursor: cursorOf(/^(?:skip:\d{1,9}|at:\d{1,9}:\d{1,9})$/).exactOptional() };

/** Whether a cursor is one that the list of all processes gave. */
export function isPlaceCursor(cursor: string): boolean {
  return placeCursor.test(decode(cursor));
}

/** Where to go on reading all processes. */
export function placeFor({ cursor = '' }: { readonly cursor?: string }): ProcessesPlace {
  const [, folders = '0', processes = '0'] = placeCursor.exec(decode(cursor)) ?? [];
  return { folders: Number(folders), processes: Number(processes) };
}

/** The cursor that {@link placeFor} reads. */
export function placeCursorOf({ folders, processes }: ProcessesPlace): string {
  return encode(`at:${folders}:${processes}`);
}

/** What a list answers. */
export function listOf(item: z.ZodType) {
  return z.strictObject({ items: z.array(item), next: z.string().exactOptional() });
}

interface PagingQuery {
  readonly limit: number;
  readonly cursor?: string;
}

/** Which rows to read: one more than asked for tells whether there are more. */
export function rowsFor({ limit, cursor }: PagingQuery): ListRequest {
  const afterId = cursor === undefined ? undefined : decode(cursor).slice('after:'.length);
  return { limit: limit + 1, ...(afterId !== undefined && { afterId }) };
}

/** Shows the rows that {@link rowsFor} asked for. */
export function rowList<T extends { readonly id: string }>(
  rows: readonly T[],
  { limit }: PagingQuery,
  show: (row: T) => object,
): object {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(show), ...(rows.length > limit && last && { next: encode(`after:${last.id}`) }) };
}

/** Which entries to read: one more than asked for tells whether there are more. */
export function entriesFor({ limit, cursor }: PagingQuery): { readonly beforeSeq?: number; readonly limit: number } {
  const beforeSeq = cursor === undefined ? undefined : Number(decode(cursor).slice('before:'.length));
  return { limit: limit + 1, ...(beforeSeq !== undefined && { beforeSeq }) };
}

/** Shows the entries that {@link entriesFor} asked for. */
export function entryList<T extends { readonly seq: number }>(
  entries: readonly T[],
  { limit }: PagingQuery,
  show: (entry: T) => object,
): object {
  const items = entries.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(show), ...(entries.length > limit && last && { next: encode(`before:${last.seq}`) }) };
}

/** Which part of a list to read from Orchestrator. */
export function pageFor({ limit, cursor }: PagingQuery): PageRequest {
  return { skip: cursor === undefined ? 0 : Number(decode(cursor).slice('skip:'.length)), take: limit };
}

/** Shows the part of a list that {@link pageFor} asked for. */
export function pageList<T>(
  page: { readonly items: readonly T[]; readonly hasMore: boolean },
  query: PagingQuery,
  show: (item: T) => object,
): object {
  const { skip, take } = pageFor(query);
  return { items: page.items.map(show), ...(page.hasMore && { next: encode(`skip:${skip + take}`) }) };
}

function cursorOf(pattern: RegExp) {
  const isOurs = (cursor: string) => pattern.test(decode(cursor));
  return z.string().max(200).refine(isOurs, 'must be the "next" of an earlier answer');
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}

function decode(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString('utf8');
}
