import { useState } from 'preact/hooks';
import type { Failed } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { useRepeated } from '../api/use-repeated.js';
import { Failure } from '../parts/failure.js';
import { Name } from '../parts/name.js';
import { Refresh } from '../parts/refresh.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import { MasterKeysSection } from './master-keys-section.js';
import { Moving } from './moving.js';
import { RotationProgress } from './rotation-progress.js';
import { type Secrets, secretsInWords, wordsOfBackend } from './words.js';

/** How often progress is read while a rotation runs, in milliseconds. */
const everyMs = 1_000;

/** Where secrets are kept and which master keys open them; rotating, and how that goes. */
export function SecretsScreen() {
  const call = useCall();
  const { loaded, isReading, reload, put } = useLoaded(() => call('GET /v1/secrets'), []);
  const [unread, setUnread] = useState<Failed>();
  const [refused, setRefused] = useState<Failed>();
  const secrets = loaded.is === 'there' ? loaded.value : undefined;

  const readAgain = async () => {
    const now = await call('GET /v1/secrets');
    if (now.ok) put(now.value);
    setUnread(now.ok ? undefined : now.failed);
  };
  useRepeated(readAgain, everyMs, secrets?.rotation?.state === 'running');

  const rotate = async (to: string) => {
    setRefused(undefined);
    const begun = await call('POST /v1/secrets/rotation', { body: { to } });
    if (!begun.ok) setRefused(begun.failed);
    // Also when it was refused: somebody else may have begun one.
    await readAgain();
  };

  return (
    <Screen title="Secrets">
      {loaded.is === 'loading' && <Waiting what="Reading where secrets are …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={reload} />}
      {secrets !== undefined && (
        <>
          <p class="actions">
            <Refresh isReading={isReading} onRefresh={reload} />
          </p>
          <Backends secrets={secrets} />
          {secrets.rotation && <RotationProgress rotation={secrets.rotation} />}
          {refused && <Failure failed={refused} />}
          {unread && <Failure failed={unread} onRetry={readAgain} />}
          <MasterKeysSection secrets={secrets} onRotate={rotate} />
          {secrets.newIn !== undefined && <Moving />}
        </>
      )}
    </Screen>
  );
}

function Backends({ secrets: { newIn, backends } }: { readonly secrets: Secrets }) {
  if (newIn === undefined) return <p class="notice">This service was not told where its secrets are kept.</p>;
  return (
    <>
      <h2>Where secrets are</h2>
      <ul class="rows">
        {backends.map(({ name, secrets }) => (
          <li key={name}>
            <span>
              In <Name>{wordsOfBackend(name)}</Name>{' '}
              {name === newIn && <span class="badge badge-pass">new ones go here</span>}
            </span>
            <span>{secretsInWords(secrets)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
