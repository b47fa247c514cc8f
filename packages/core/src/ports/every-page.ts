import type { Failure } from '../failure/failure.js';
import type { Result } from '../result.js';
import type { ListRequest } from './list-request.js';

const pageSize = 100;

/** Every page of a list, one after the other, none of them empty. A failure is the last thing that comes. */
export async function* everyPage<Row extends { readonly id: string }>(
  list: (request: ListRequest) => Promise<Result<readonly Row[], Failure>>,
): AsyncGenerator<Result<readonly Row[], Failure>> {
  let afterId: string | undefined;
  for (;;) {
    const page = await list({ limit: pageSize, ...(afterId !== undefined && { afterId }) });
    if (!page.ok || page.value.length > 0) yield page;
    if (!page.ok || page.value.length < pageSize) return;
    afterId = page.value.at(-1)?.id;
  }
}
