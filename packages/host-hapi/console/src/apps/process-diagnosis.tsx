import { checksFor } from '@cuelight/core';
import { useEffect, useState } from 'preact/hooks';
import type { Failed } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { Diagnosis, type DiagnosisView } from '../diagnosis/diagnosis.js';
import { LiveDiagnosis } from '../diagnosis/live-diagnosis.js';
import { useLiveCheck } from '../diagnosis/use-live-check.js';
import { Failure } from '../parts/failure.js';
import { CheckHere } from '../robot/check-here.js';
import { type Reference, readProcess } from './read-reference.js';

/** What is asked when a process does not run. */
const symptom = 'cannot-invoke';
const asked = checksFor(symptom);

/** Asks at once why a process does not run, and shows each answer as it comes; then this computer can be asked, too. */
export function ProcessDiagnosis({
  reference,
  robotPort,
}: {
  readonly reference: Reference;
  readonly robotPort: number;
}) {
  const { id: processId, connectionId, packageId, runOn } = reference;
  const call = useCall();
  const live = useLiveCheck();
  const [diagnosis, setDiagnosis] = useState<DiagnosisView>();
  const [failed, setFailed] = useState<Failed>();
  const [releaseName, setReleaseName] = useState(packageId);

  const check = async () => {
    setFailed(undefined);
    setDiagnosis(undefined);
    const checked = await live.run((onCheck) =>
      call('POST /v1/connections/{id}/check', {
        ...{ params: { id: connectionId }, body: { symptom, processId }, onCheck },
      }),
    );
    if (checked?.ok === true) setDiagnosis(checked.value);
    if (checked?.ok === false) setFailed(checked.failed);
  };
  useEffect(() => void check(), [processId]);
  // The robot knows the process by this name; what is wrong with reading it is a part of the diagnosis.
  useEffect(() => {
    if (runOn !== 'local-robot') return;
    void readProcess(call, reference).then((read) => read.ok && read.value && setReleaseName(read.value.name));
  }, [processId]);

  return (
    <>
      {failed && <Failure failed={failed} onRetry={check} />}
      {(live.isBusy || failed?.kind === 'broken') && (
        <>
          <h2>{live.isBusy ? 'Asking whether it can run' : 'As far as the checks came'}</h2>
          <LiveDiagnosis live={live} asked={asked} what="Asking whether it can run" />
        </>
      )}
      {diagnosis !== undefined && (
        <>
          {runOn === 'local-robot' && (
            <CheckHere
              {...{ processId, robotPort, diagnosis }}
              process={{ releaseName, packageId }}
              onJoined={setDiagnosis}
            />
          )}
          <h2>What was found</h2>
          <Diagnosis diagnosis={diagnosis} />
          <button type="button" onClick={check}>
            Check again
          </button>
        </>
      )}
    </>
  );
}
