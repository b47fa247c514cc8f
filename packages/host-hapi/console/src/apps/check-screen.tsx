import type { Outcome } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Diagnosis, type DiagnosisView } from '../connections/diagnosis.js';
import { Failure } from '../parts/failure.js';
import { Name } from '../parts/name.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import { CheckHere } from '../robot/check-here.js';
import { hrefOf } from '../route/use-route.js';
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
  const { loaded, reload, put } = useLoaded(async (): Promise<Outcome<Checked>> => {
    const found = await readReference(call, appId, processId);
    if (!found.ok || found.value === undefined) return found.ok ? { ok: true, value: {} } : found;
    const reference = found.value;
    const params = { id: reference.connectionId };
    const body = { symptom: 'cannot-invoke', processId } as const;
    const checked = await call('POST /v1/connections/{id}/check', { params, body });
    if (!checked.ok) return checked;
    // What is wrong with reading it is a part of the diagnosis.
    const process = reference.runOn === 'local-robot' ? await readProcess(call, reference) : undefined;
    const name = (process?.ok === true && process.value?.name) || reference.packageId;
    return { ok: true, value: { reference, name, diagnosis: checked.value } };
  }, [appId, processId]);

  const { reference, diagnosis, name = '' } = loaded.is === 'there' ? loaded.value : {};
  return (
    <Screen
      title={`Check ${reference?.packageId ?? 'a process'}`}
      heading={reference && [<span key="check">Check </span>, <Name key="name">{reference.packageId}</Name>]}
    >
      <p class="actions">
        <a href={hrefOf('apps', appId)}>Processes of the app</a>
        {reference && <a href={hrefOf('connections', reference.connectionId)}>Its connection</a>}
      </p>
      {loaded.is === 'loading' && <Waiting what="Asking whether it can run; this takes a few seconds …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={reload} />}
      {loaded.is === 'there' && reference === undefined && <p class="notice">The app has no such process any more.</p>}
      {reference !== undefined && diagnosis !== undefined && (
        <>
          {reference.runOn === 'local-robot' && (
            <CheckHere
              {...{ processId, robotPort, diagnosis }}
              process={{ releaseName: name, packageId: reference.packageId }}
              onJoined={(joined) => put({ reference, name, diagnosis: joined })}
            />
          )}
          <h2>What was found</h2>
          <Diagnosis diagnosis={diagnosis} />
          <button type="button" onClick={reload}>
            Check again
          </button>
        </>
      )}
    </Screen>
  );
}

interface Checked {
  readonly reference?: Reference;
  /** What the process is called in Orchestrator. */
  readonly name?: string;
  readonly diagnosis?: DiagnosisView;
}
