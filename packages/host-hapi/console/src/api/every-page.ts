import type { Outcome } from './call.js';

/** More than this many are not listed: whoever has so many looks them up by the API. */
const most = 10_000;

/** Reads a list to its end, or as far as a person can look through. */
export async function everyPage<T>(
  read: (query: {
    readonly limit: number;
    readonly cursor?: string;
  }) => Promise<Outcome<{ readonly items: readonly T[]; readonly next?: string }>>,
): Promise<Outcome<readonly T[]>> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit: 200, ...(cursor !== undefined && { cursor }) });
    if (!page.ok) return page;
    items.push(...page.value.items);
    cursor = page.value.next;
  } while (cursor !== undefined && items.length < most);
  return { ok: true, value: items };
}
