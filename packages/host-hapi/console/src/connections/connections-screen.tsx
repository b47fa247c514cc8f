import type { Answer } from '../api/call.js';
import { everyPage } from '../api/every-page.js';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Failure } from '../parts/failure.js';
import { Name } from '../parts/name.js';
import { Refresh } from '../parts/refresh.js';
import { Screen } from '../parts/screen.js';
import { Searched } from '../parts/searched.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';
import { Health, healthMeaning } from './health.js';

type Connection = Answer<'GET /v1/connections/{id}'>;

/** All connections and how they are; to whoever has none, what a connection is and how to make the first. */
export function ConnectionsScreen() {
  const call = useCall();
  const { loaded, isReading, reload } = useLoaded(
    () => everyPage((query) => call('GET /v1/connections', { query })),
    [],
  );
  const isEmpty = loaded.is === 'there' && loaded.value.length === 0;
  return (
    <Screen title={isEmpty ? 'Welcome to Cuelight' : 'Connections'}>
      {loaded.is === 'loading' && <Waiting what="Reading the connections …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={reload} />}
      {isEmpty && <Welcome />}
      {loaded.is === 'there' && !isEmpty && (
        <>
          <p class="actions">
            <a class="button primary" href={hrefOf('connect')}>
              Connect an Orchestrator
            </a>
            <Refresh isReading={isReading} onRefresh={reload} />
          </p>
          <Searched
            items={loaded.value}
            label="Search a connection"
            textOf={({ name, orchestratorUrl, tenant, status }) => `${name} ${orchestratorUrl} ${tenant} ${status}`}
            one="connection"
            many="connections"
            from={10}
          >
            {(found) => (
              <ul class="cards">
                {found.map((connection) => (
                  <ConnectionCard key={connection.id} connection={connection} />
                ))}
              </ul>
            )}
          </Searched>
        </>
      )}
    </Screen>
  );
}

function Welcome() {
  return (
    <div>
      <p>
        Cuelight lets your apps run processes of an on-premises UiPath Orchestrator, and tells them how each job moves.
        It begins with a connection: an address, a tenant and a credential, which are checked at once, one question
        after the other. Then an app is given a process, which can be run here at once.
      </p>
      <p>
        <a class="button primary" href={hrefOf('connect')}>
          Connect an Orchestrator
        </a>
      </p>
    </div>
  );
}

function ConnectionCard({ connection }: { readonly connection: Connection }) {
  const { id, name, orchestratorUrl, tenant } = connection;
  return (
    <li class="card">
      <h2>
        <a href={hrefOf('connections', id)}>
          <Name>{name}</Name>
        </a>{' '}
        <Health {...connection} />
      </h2>
      <p class="quiet">
        <Name>{orchestratorUrl}</Name>, tenant <Name>{tenant}</Name>
      </p>
      <p>{healthMeaning(connection)}</p>
    </li>
  );
}
