import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Failure } from '../parts/failure.js';
import { Refresh } from '../parts/refresh.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import { Program } from './program.js';
import { SupportBundle } from './support-bundle.js';
import { SystemParts } from './system-parts.js';

/** How the service stands, part by part, and what to send to whoever helps. */
export function SystemScreen() {
  const call = useCall();
  const { loaded, isReading, reload } = useLoaded(() => call('GET /v1/system'), []);
  return (
    <Screen title="System">
      {loaded.is === 'loading' && <Waiting what="Asking how the service stands …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={reload} />}
      {loaded.is === 'there' && (
        <>
          <p class="actions">
            <Refresh isReading={isReading} onRefresh={reload} />
          </p>
          <Program system={loaded.value} />
          <SystemParts system={loaded.value} />
        </>
      )}
      {loaded.is !== 'loading' && <SupportBundle />}
    </Screen>
  );
}
