import type { Failure, ListRequest, Result } from '@cuelight/core';
import { expect } from 'vitest';
import { expectValue } from './expect-value.js';

/** Reads a list page by page, each after the last id of the one before; no page may be longer than asked for. */
export async function allPages<Row extends { readonly id: string }>(
  limit: number,
  list: (request: ListRequest) => Promise<Result<readonly Row[], Failure>>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const afterId = rows.at(-1)?.id;
    const page = expectValue(await list({ limit, ...(afterId === undefined ? {} : { afterId }) }));
    expect(page.length).toBeLessThanOrEqual(limit);
    if (page.some(({ id }) => afterId !== undefined && id <= afterId)) expect.fail('a page goes back');
    rows.push(...page);
    if (page.length === 0) return rows;
  }
}
