import { useCall } from '../api/use-call.js';
import { Removal } from '../parts/removal.js';
import { useGoTo } from '../route/use-go-to.js';

/** Removes an app with all that is its own. */
export function RemoveApp({
  appId,
  keys,
  processes,
}: {
  readonly appId: string;
  /** How many it has. */
  readonly keys: number;
  readonly processes: number;
}) {
  const call = useCall();
  const goTo = useGoTo();
  return (
    <>
      <h2>Remove the app</h2>
      <p>
        With it go {keys === 1 ? 'its key' : `its ${keys} keys`}, the tokens made with them, and{' '}
        {processes === 1 ? 'its process' : `its ${processes} processes`}; in Orchestrator nothing changes, and running
        jobs go on.
      </p>
      <Removal
        label="Remove the app"
        confirm="Remove it now"
        warning="Whoever uses one of its keys is refused at once. This cannot be undone."
        remove={() => call('DELETE /v1/apps/{id}', { params: { id: appId } })}
        onRemoved={() => goTo('apps')}
      />
    </>
  );
}
