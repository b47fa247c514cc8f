import { useState } from 'preact/hooks';
import { everyPage } from '../api/every-page.js';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Failure } from '../parts/failure.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';
import { ProcessChoice } from './process-choice.js';

/** Gives an app a process of one of the connections. */
export function AddProcessScreen({ appId }: { readonly appId: string }) {
  const call = useCall();
  const [chosen, setChosen] = useState<string>();
  const { loaded, reload } = useLoaded(() => everyPage((query) => call('GET /v1/connections', { query })), []);
  const connections = loaded.is === 'there' ? loaded.value : [];
  const connectionId = chosen ?? connections[0]?.id;
  return (
    <Screen title="Give the app a process">
      <p>
        <a href={hrefOf('apps', appId)}>Processes of the app</a>
      </p>
      {loaded.is === 'loading' && <Waiting what="Reading the connections …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={reload} />}
      {loaded.is === 'there' && connections.length === 0 && (
        <p class="notice">
          Processes are those of a connection, and there is none.{' '}
          <a href={hrefOf('connect')}>Connect an Orchestrator</a> first.
        </p>
      )}
      {connectionId !== undefined && (
        <>
          <div class="field">
            <label for="field-connection">Connection</label>
            <select
              id="field-connection"
              value={connectionId}
              onChange={(event) => setChosen(event.currentTarget.value)}
            >
              {connections.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name.slice(0, 100)}
                </option>
              ))}
            </select>
          </div>
          <ProcessChoice key={connectionId} appId={appId} connectionId={connectionId} />
        </>
      )}
    </Screen>
  );
}
