import type { Outcome } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Failure } from '../parts/failure.js';
import { Name } from '../parts/name.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';
import { ProcessDiagnosis } from './process-diagnosis.js';
import { type Reference, readProcess, readReference } from './read-reference.js';

/** Finds out whether a process of an app can run, and if not, why: by the service, and by this computer where it runs here. */
export function CheckScreen({
  appId,
  processId,
  robotPort,
}: {
  readonly appId: string;
  readonly processId: string;
  readonly robotPort: number;
}) {
  const call = useCall();
  const { loaded, reload } = useLoaded(async (): Promise<Outcome<Checkable>> => {
    const found = await readReference(call, appId, processId);
    if (!found.ok || found.value === undefined) return found.ok ? { ok: true, value: {} } : found;
    const reference = found.value;
    // What is wrong with reading it is a part of the diagnosis.
    const process = reference.runOn === 'local-robot' ? await readProcess(call, reference) : undefined;
    const name = (process?.ok === true && process.value?.name) || reference.packageId;
    return { ok: true, value: { reference, name } };
  }, [appId, processId]);

  const { reference, name = '' } = loaded.is === 'there' ? loaded.value : {};
  return (
    <Screen
      title={`Check ${reference?.packageId ?? 'a process'}`}
      heading={reference && [<span key="check">Check </span>, <Name key="name">{reference.packageId}</Name>]}
    >
      <p class="actions">
        <a href={hrefOf('apps', appId)}>Processes of the app</a>
        {reference && <a href={hrefOf('connections', reference.connectionId)}>Its connection</a>}
      </p>
      {loaded.is === 'loading' && <Waiting what="Reading the process …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={reload} />}
      {loaded.is === 'there' && reference === undefined && <p class="notice">The app has no such process any more.</p>}
      {reference && <ProcessDiagnosis reference={reference} name={name} robotPort={robotPort} />}
    </Screen>
  );
}

interface Checkable {
  readonly reference?: Reference;
  /** What the process is called in Orchestrator. */
  readonly name?: string;
}
