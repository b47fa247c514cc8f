import { everyPage } from '../api/every-page.js';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Failure } from '../parts/failure.js';
import { Name } from '../parts/name.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';
import type { Who } from '../session/session-state.js';

/** One app: the processes it was given, each of which can be run. */
export function AppScreen({ id, who }: { readonly id: string; readonly who: Who }) {
  const call = useCall();
  const params = { id };
  const read = (query: object) => call('GET /v1/apps/{id}/processes', { params, query });
  const { loaded, reload } = useLoaded(() => everyPage(read), [id]);
  return (
    <Screen title="Processes of the app">
      {who.scope === 'admin' && (
        <p>
          <a href={hrefOf('apps')}>All apps</a>
        </p>
      )}
      {loaded.is === 'loading' && <Waiting what="Reading the processes …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={reload} />}
      {loaded.is === 'there' && (
        <>
          {loaded.value.length === 0 && <p class="notice">It has no process yet. Give it the first.</p>}
          <p class="actions">
            <a class="button primary" href={hrefOf('apps', id, 'add')}>
              Give it a process
            </a>
          </p>
          <ul class="cards">
            {loaded.value.map(({ id: processId, packageId, folderPath, version, runOn }) => (
              <li key={processId} class="card">
                <h2>
                  <Name>{packageId}</Name>
                </h2>
                <p class="quiet">
                  In <Name>{folderPath}</Name>, version <Name>{version}</Name>
                </p>
                {who.scope === 'admin' && runOn === 'orchestrator' && (
                  <p class="actions">
                    <a class="button" href={hrefOf('apps', id, 'run', processId)}>
                      Run <span class="hidden">{packageId.slice(0, 100)}</span>
                    </a>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Screen>
  );
}
