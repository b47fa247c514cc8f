import type { Call, Outcome } from '../api/call.js';
import { everyPage } from '../api/every-page.js';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Failure } from '../parts/failure.js';
import { Name } from '../parts/name.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';

/** Each app is asked for its processes: no more are, so that a service with very many does not have to answer for all. */
const mostApps = 100;

/** Says which apps use which processes of a connection. */
export function Uses({ connectionId }: { readonly connectionId: string }) {
  const call = useCall();
  const { loaded, reload } = useLoaded(() => usesOf(call, connectionId), [connectionId]);
  return (
    <div class="notice notice-fail">
      <p>
        <strong>It is not disconnected: apps still use its processes.</strong>
      </p>
      {loaded.is === 'loading' && <Waiting what="Looking which …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={reload} />}
      {loaded.is === 'there' && (
        <ul>
          {loaded.value.uses.map(({ id, name, processes }) => (
            <li key={id}>
              <a href={hrefOf('apps', id)}>
                <Name>{name}</Name>
              </a>
              : <Name>{processes.join(', ')}</Name>
            </li>
          ))}
          {!loaded.value.isAll && <li>Perhaps others: the first {mostApps} apps were looked through.</li>}
        </ul>
      )}
    </div>
  );
}

interface Found {
  readonly uses: readonly { readonly id: string; readonly name: string; readonly processes: readonly string[] }[];
  readonly isAll: boolean;
}

async function usesOf(call: Call, connectionId: string): Promise<Outcome<Found>> {
  const apps = await everyPage((query) => call('GET /v1/apps', { query }));
  if (!apps.ok) return apps;
  const uses: Found['uses'][number][] = [];
  for (const { id, name } of apps.value.slice(0, mostApps)) {
    const references = await everyPage((query) => call('GET /v1/apps/{id}/processes', { params: { id }, query }));
    if (!references.ok) return references;
    const processes = references.value.filter((one) => one.connectionId === connectionId);
    if (processes.length > 0) uses.push({ id, name, processes: processes.map(({ packageId }) => packageId) });
  }
  return { ok: true, value: { uses, isAll: apps.value.length <= mostApps } };
}
