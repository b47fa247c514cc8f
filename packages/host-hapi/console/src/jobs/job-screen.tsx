import { useCall } from '../api/use-call.js';
import { Screen } from '../parts/screen.js';
import { JobView } from './job-view.js';
import { StopJob } from './stop-job.js';
import { useJob } from './use-job.js';

/** One job that Orchestrator runs, live. It can be stopped. */
export function JobScreen({
  appId,
  processId,
  jobKey,
}: {
  readonly appId: string;
  readonly processId: string;
  readonly jobKey: string;
}) {
  const call = useCall();
  const { follow, note, ...followed } = useJob(processId, jobKey);

  const stop = async (mode: 'soft' | 'kill') => {
    const params = { processId, jobKey };
    const stopped = await call('POST /v1/processes/{processId}/jobs/{jobKey}/stop', { params, body: { mode } });
    if (!stopped.ok) return stopped.failed;
    note(stopped.value);
    return undefined;
  };

  return (
    <Screen title="Job">
      <JobView
        {...{ appId, processId, jobKey, followed, follow }}
        stop={<StopJob who="Orchestrator" warning="It ends wherever it is, without cleaning up." stop={stop} />}
      />
    </Screen>
  );
}
