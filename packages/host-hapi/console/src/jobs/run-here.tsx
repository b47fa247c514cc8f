import type { JsonObject } from '@cuelight/core';
import type { Failed } from '../api/call.js';
import { RobotTalk } from '../robot/robot-talk.js';
import { type RobotProcess, useRobot } from '../robot/use-robot.js';
import { useGoTo } from '../route/use-go-to.js';
import type { Argument } from './argument-value.js';
import { RunForm } from './run-form.js';

/** Starts a job by the robot of the computer that the page is open on. What it is given goes there, and nowhere else. */
export function RunHere({
  appId,
  processId,
  process,
  input,
  robotPort,
}: {
  readonly appId: string;
  readonly processId: string;
  readonly process: RobotProcess;
  readonly input: readonly Argument[] | undefined;
  readonly robotPort: number;
}) {
  const robot = useRobot(robotPort);
  const goTo = useGoTo();

  const start = async (given: JsonObject): Promise<Failed | undefined> => {
    const started = await robot.ask((here, signal) => {
      here.introduce(processId, process);
      return here.start(processId, { input: given, signal });
    });
    if (started?.ok === true) goTo('apps', appId, 'local-jobs', processId, started.value.jobKey);
    if (started?.ok === false) robot.fail(started.failure);
    return undefined;
  };

  return (
    <>
      <p>
        It runs on this computer, by its UiPath Robot. What it is given and what it returns stay here: neither Cuelight
        nor Orchestrator is told.
      </p>
      <RunForm input={input} start={start}>
        <RobotTalk talk={robot} />
      </RunForm>
    </>
  );
}
