import type { Call } from '../api/call.js';
import { everyPage } from '../api/every-page.js';
import type { Argument } from '../jobs/argument-value.js';
import type { Reference } from './read-app.js';

/** What a process takes; `undefined` where Orchestrator does not tell. */
export async function inputOf(call: Call, reference: Reference): Promise<readonly Argument[] | undefined> {
  const { connectionId, folderKey, releaseKey } = reference;
  const processes = await everyPage((query) =>
    call('GET /v1/connections/{id}/processes', { params: { id: connectionId }, query: { ...query, folderKey } }),
  );
  const process = processes.ok ? processes.value.find((one) => one.releaseKey === releaseKey) : undefined;
  return process?.arguments.input;
}
