import type { ComponentChildren } from 'preact';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Failure } from '../parts/failure.js';
import { Name } from '../parts/name.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';
import { type Reference, readReference } from './read-reference.js';

/** A screen that does something with one process of an app, once it is known which that is. */
export function OneReference({
  appId,
  processId,
  doing,
  children,
}: {
  readonly appId: string;
  readonly processId: string;
  /** What the screen does, before the name of the process. */
  readonly doing: string;
  children(reference: Reference): ComponentChildren;
}) {
  const call = useCall();
  const { loaded, reload } = useLoaded(() => readReference(call, appId, processId), [appId, processId]);
  const reference = loaded.is === 'there' ? loaded.value : undefined;
  const name = reference?.packageId ?? 'a process';
  return (
    <Screen title={`${doing} ${name}`} heading={[<span key="doing">{doing} </span>, <Name key="name">{name}</Name>]}>
      <p class="actions">
        <a href={hrefOf('apps', appId)}>Processes of the app</a>
        {reference && <a href={hrefOf('connections', reference.connectionId)}>Its connection</a>}
      </p>
      {loaded.is === 'loading' && <Waiting what="Reading the process …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={reload} />}
      {loaded.is === 'there' && reference === undefined && <p class="notice">The app has no such process any more.</p>}
      {reference && children(reference)}
    </Screen>
  );
}
