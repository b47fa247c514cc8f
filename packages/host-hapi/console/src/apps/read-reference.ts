import type { Call, Outcome } from '../api/call.js';
import type { Described } from '../api/described.js';
import { everyPage } from '../api/every-page.js';

/** A process that an app was given. */
export type Reference = Described['GET /v1/apps/{id}/processes']['answer']['items'][number];

/** A process as Orchestrator shows it. */
type Process = Described['GET /v1/connections/{id}/processes']['answer']['items'][number];

/** Reads a process that an app was given; undefined when it was not, or not any more. */
export async function readReference(
  call: Call,
  appId: string,
  processId: string,
): Promise<Outcome<Reference | undefined>> {
  const params = { id: appId };
  const all = await everyPage<Reference>((query) => call('GET /v1/apps/{id}/processes', { params, query }));
  return all.ok ? { ok: true, value: all.value.find(({ id }) => id === processId) } : all;
}

/** Reads how Orchestrator shows such a process; undefined when it does not any more. */
export async function readProcess(
  call: Call,
  { connectionId, folderKey, releaseKey }: Reference,
): Promise<Outcome<Process | undefined>> {
  const params = { id: connectionId };
  const all = await everyPage<Process>((query) =>
    call('GET /v1/connections/{id}/processes', { params, query: { ...query, folderKey } }),
  );
  return all.ok ? { ok: true, value: all.value.find((one) => one.releaseKey === releaseKey) } : all;
}
