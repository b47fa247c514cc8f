import type { Outcome } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { type Reference, readProcess, readReference } from '../apps/read-reference.js';
import { Failure } from '../parts/failure.js';
import { Name } from '../parts/name.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';
import type { Argument } from './argument-value.js';
import { RunByOrchestrator } from './run-by-orchestrator.js';
import { RunHere } from './run-here.js';

/** Runs a process of an app where the app runs it, with a form made from its arguments. */
export function RunScreen({
  appId,
  processId,
  robotPort,
}: {
  readonly appId: string;
  readonly processId: string;
  readonly robotPort: number;
}) {
  const call = useCall();
  const { loaded, reload } = useLoaded(async (): Promise<Outcome<Runnable>> => {
    const found = await readReference(call, appId, processId);
    if (!found.ok || found.value === undefined) return found.ok ? { ok: true, value: {} } : found;
    const process = await readProcess(call, found.value);
    if (!process.ok) return process;
    const reference = found.value;
    const { name = reference.packageId, arguments: declared } = process.value ?? {};
    return { ok: true, value: { reference, name, ...(declared && { input: declared.input }) } };
  }, [appId, processId]);

  const { reference, input, name = '' } = loaded.is === 'there' ? loaded.value : {};
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
      {reference?.runOn === 'orchestrator' && <RunByOrchestrator {...{ appId, processId, input }} />}
      {reference?.runOn === 'local-robot' && (
        <RunHere
          {...{ appId, processId, input, robotPort }}
          process={{ releaseName: name, packageId: reference.packageId }}
        />
      )}
      {(reference !== undefined || loaded.is === 'failed') && (
        <p>
          Does it not run? <a href={hrefOf('apps', appId, 'check', processId)}>Find out why</a>.
        </p>
      )}
    </Screen>
  );
}

interface Runnable {
  readonly reference?: Reference;
  /** What the process is called in Orchestrator. */
  readonly name?: string;
  /** Absent where Orchestrator does not show the process any more. */
  readonly input?: readonly Argument[];
}
