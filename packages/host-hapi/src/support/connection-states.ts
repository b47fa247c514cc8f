import { type ConnectionState, type Cuelight, everyPage, type Failure, type Result, succeed } from '@cuelight/core';

/** Where each connection stands right now, by its id. Failures: `storage-unavailable`. */
export async function connectionStatesNow({
  connections,
}: Pick<Cuelight, 'connections'>): Promise<Result<ReadonlyMap<string, ConnectionState>, Failure>> {
  const all = new Map<string, ConnectionState>();
  for await (const page of everyPage((request) => connections.list(request))) {
    if (!page.ok) return page;
    for (const { id, state } of page.value) all.set(id, state);
  }
  return succeed(all);
}
