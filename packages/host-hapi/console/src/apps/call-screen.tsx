import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Failure } from '../parts/failure.js';
import { Name } from '../parts/name.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';
import { CallSnippets } from './call-snippets.js';
import { readReference } from './read-reference.js';

/** How one process of an app is run from code. */
export function CallScreen({ appId, processId }: { readonly appId: string; readonly processId: string }) {
  const call = useCall();
  const { loaded, reload } = useLoaded(() => readReference(call, appId, processId), [appId, processId]);
  const reference = loaded.is === 'there' ? loaded.value : undefined;
  return (
    <Screen
      title={`Call ${reference?.packageId ?? 'a process'}`}
      heading={reference && [<span key="call">Call </span>, <Name key="name">{reference.packageId}</Name>]}
    >
      <p>
        <a href={hrefOf('apps', appId)}>Processes of the app</a>
      </p>
      {loaded.is === 'loading' && <Waiting what="Reading the process …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={reload} />}
      {loaded.is === 'there' && reference === undefined && <p class="notice">The app has no such process any more.</p>}
      {reference !== undefined && (
        <>
          <h2>With a key of scope runtime</h2>
          <CallSnippets appId={appId} references={[reference]} />
        </>
      )}
    </Screen>
  );
}
