import { OneReference } from './one-reference.js';
import { ProcessDiagnosis } from './process-diagnosis.js';

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
  return (
    <OneReference appId={appId} processId={processId} doing="Check">
      {(reference) => <ProcessDiagnosis reference={reference} robotPort={robotPort} />}
    </OneReference>
  );
}
