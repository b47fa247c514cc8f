import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { OneReference } from '../apps/one-reference.js';
import { type Reference, readProcess } from '../apps/read-reference.js';
import { Failure } from '../parts/failure.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';
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
  return (
    <OneReference appId={appId} processId={processId} doing="Run">
      {(reference) => (
        <>
          <Run appId={appId} reference={reference} robotPort={robotPort} />
          <p>
            Does it not run? <a href={hrefOf('apps', appId, 'check', processId)}>Find out why</a>.
          </p>
        </>
      )}
    </OneReference>
  );
}

/** What Orchestrator shows no more is asked for without its arguments, by the name of its package. */
function Run({
  appId,
  reference,
  robotPort,
}: {
  readonly appId: string;
  readonly reference: Reference;
  readonly robotPort: number;
}) {
  const call = useCall();
  const { id: processId, packageId, runOn } = reference;
  const { loaded, reload } = useLoaded(() => readProcess(call, reference), [processId]);
  if (loaded.is === 'loading') return <Waiting what="Reading what the process takes …" />;
  if (loaded.is === 'failed') return <Failure failed={loaded.failed} onRetry={reload} />;
  const input = loaded.value?.arguments.input;
  if (runOn === 'orchestrator') return <RunByOrchestrator {...{ appId, processId, input }} />;
  const process = { releaseName: loaded.value?.name ?? packageId, packageId };
  return <RunHere {...{ appId, processId, input, robotPort, process }} />;
}
