import type { Outcome } from '../api/call.js';
import type { Described } from '../api/described.js';
import { everyPage } from '../api/every-page.js';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Failure } from '../parts/failure.js';
import { Name } from '../parts/name.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';
import type { Argument } from './argument-value.js';
import { RunForm } from './run-form.js';

type Reference = Described['GET /v1/apps/{id}/processes']['answer']['items'][number];

/** Runs a process of an app, with a form made from its arguments. */
export function RunScreen({ appId, processId }: { readonly appId: string; readonly processId: string }) {
  const call = useCall();
  const { loaded, reload } = useLoaded(async (): Promise<Outcome<Runnable>> => {
    const params = { id: appId };
    const references = await everyPage<Reference>((query) => call('GET /v1/apps/{id}/processes', { params, query }));
    if (!references.ok) return references;
    const reference = references.value.find(({ id }) => id === processId);
    if (reference === undefined) return { ok: true, value: {} };
    const { connectionId, folderKey, releaseKey } = reference;
    const processes = await everyPage((query) =>
      call('GET /v1/connections/{id}/processes', { params: { id: connectionId }, query: { ...query, folderKey } }),
    );
    if (!processes.ok) return processes;
    const process = processes.value.find((one) => one.releaseKey === releaseKey);
    return { ok: true, value: { reference, ...(process && { input: process.arguments.input }) } };
  }, [appId, processId]);

  const reference = loaded.is === 'there' ? loaded.value.reference : undefined;
  return (
    <Screen
      title={`Run ${reference?.packageId ?? 'a process'}`}
      heading={reference && [<span key="run">Run </span>, <Name key="name">{reference.packageId}</Name>]}
    >
      <p>
        <a href={hrefOf('apps', appId)}>Processes of the app</a>
      </p>
      {loaded.is === 'loading' && <Waiting what="Reading what the process takes …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={reload} />}
      {loaded.is === 'there' && reference === undefined && <p class="notice">The app has no such process any more.</p>}
      {loaded.is === 'there' && reference !== undefined && (
        <RunForm appId={appId} processId={processId} input={loaded.value.input} />
      )}
    </Screen>
  );
}

interface Runnable {
  readonly reference?: Reference;
  /** Absent where Orchestrator does not show the process any more. */
  readonly input?: readonly Argument[];
}
