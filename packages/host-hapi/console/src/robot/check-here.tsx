import type { DiagnosisView } from '../diagnosis/diagnosis.js';
import { Waiting } from '../parts/waiting.js';
import { RobotTalk } from './robot-talk.js';
import { type RobotProcess, useRobot } from './use-robot.js';

/** Asks the robot of this computer what the service cannot ask it, and joins that into the diagnosis. */
export function CheckHere({
  processId,
  process,
  robotPort,
  diagnosis,
  onJoined,
}: {
  readonly processId: string;
  readonly process: RobotProcess;
  readonly robotPort: number;
  readonly diagnosis: DiagnosisView;
  onJoined(joined: DiagnosisView): void;
}) {
  const robot = useRobot(robotPort);

  const check = async () => {
    if (robot.isBusy) return;
    const joined = await robot.ask((here, signal) => {
      here.introduce(processId, process);
      return here.check(processId, diagnosis, signal);
    });
    if (joined === undefined) return;
    if (joined.failure !== undefined) robot.fail(joined.failure);
    onJoined(joined.diagnosis);
  };

  return (
    <section class="sheet" aria-label="This computer">
      <p>
        The process runs on the computer of whoever runs it, of which the service knows nothing. This page can ask the
        robot of this computer; it gets the package of the process then, and starts nothing.
      </p>
      <button type="button" class="primary" aria-disabled={robot.isBusy} onClick={check}>
        Check this computer, too
      </button>
      {robot.isBusy && <Waiting what="Asking the robot of this computer …" />}
      <RobotTalk talk={robot} onRetry={check} />
    </section>
  );
}
