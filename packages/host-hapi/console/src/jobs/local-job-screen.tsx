import type { Failed } from '../api/call.js';
import { cut } from '../parts/cut.js';
import { Screen } from '../parts/screen.js';
import { openedRobot } from '../robot/open-robot.js';
import { hrefOf } from '../route/use-route.js';
import { JobView } from './job-view.js';
import { StopJob } from './stop-job.js';
import { type Reported, useLocalJob } from './use-local-job.js';

/** One job of the robot of this computer, as long as the page that started it lives. It can be stopped. */
export function LocalJobScreen({
  appId,
  processId,
  jobKey,
}: {
  readonly appId: string;
  readonly processId: string;
  readonly jobKey: string;
}) {
  const { followed, reports, isHere, follow } = useLocalJob(processId, jobKey);

  const stop = async (mode: 'soft' | 'kill'): Promise<Failed | undefined> => {
    const opened = await openedRobot();
    if (opened === undefined) return { kind: 'offline' };
    const stopped = await opened.robot.stop(processId, jobKey, mode);
    return stopped.ok ? undefined : opened.failedHere(stopped.failure);
  };

  return (
    <Screen title="Job on this computer">
      {isHere ? (
        <JobView
          {...{ appId, processId, jobKey, followed, follow }}
          stop={
            <StopJob
              who="The robot"
              warning="Every job of this process on this computer ends with it, wherever it is."
              stop={stop}
            />
          }
        >
          {reports.length > 0 && <Reports reports={reports} />}
        </JobView>
      ) : (
        <>
          <div class="notice notice-warn" role="alert">
            <p>
              <strong>This page cannot follow the job.</strong>
            </p>
            <p>
              Only the page that started a job on this computer can, until it is loaded again or closed, and for ten
              minutes after the job has ended. The job may run on: look at UiPath Assistant.
            </p>
          </div>
          <p class="actions">
            <a href={hrefOf('apps', appId, 'run', processId)}>Run the process again</a>
            <a href={hrefOf('apps', appId)}>Processes of the app</a>
          </p>
        </>
      )}
    </Screen>
  );
}

function Reports({ reports }: { readonly reports: readonly Reported[] }) {
  return (
    <>
      <h2>What it reports</h2>
      <div role="log" aria-label="What the job reports">
        <ol class="rows">
          {reports.map(({ number, name, text }) => (
            <li key={number}>
              <bdi class="name">
                {name !== undefined && <strong>{cut(name, 100)}: </strong>}
                {text}
              </bdi>
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}
