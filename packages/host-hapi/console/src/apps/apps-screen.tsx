import { everyPage } from '../api/every-page.js';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Failure } from '../parts/failure.js';
import { Name } from '../parts/name.js';
import { Screen } from '../parts/screen.js';
import { Searched } from '../parts/searched.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';
import { NewApp } from './new-app.js';

/** All apps, and the making of one. */
export function AppsScreen() {
  const call = useCall();
  const { loaded, reload, put } = useLoaded(() => everyPage((query) => call('GET /v1/apps', { query })), []);
  return (
    <Screen title="Apps">
      <p>An app is a client of Cuelight. It runs the processes that it was given, and no others.</p>
      {loaded.is === 'loading' && <Waiting what="Reading the apps …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={reload} />}
      {loaded.is === 'there' && loaded.value.length === 0 && <p class="notice">There is no app yet. Make the first.</p>}
      {loaded.is === 'there' && (
        <>
          <Searched
            items={loaded.value}
            label="Search an app"
            textOf={({ name }) => name}
            one="app"
            many="apps"
            from={10}
          >
            {(found) => (
              <ul class="cards">
                {found.map(({ id, name }) => (
                  <li key={id} class="card">
                    <h2>
                      <a href={hrefOf('apps', id)}>
                        <Name>{name}</Name>
                      </a>
                    </h2>
                  </li>
                ))}
              </ul>
            )}
          </Searched>
          <NewApp onMade={(made) => put([...loaded.value, made])} />
        </>
      )}
    </Screen>
  );
}
