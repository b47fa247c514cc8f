import { Failure } from '../parts/failure.js';
import { ConsentCode } from './consent-code.js';
import { MissingRobot } from './missing-robot.js';
import type { RobotTalk as Talk } from './use-robot.js';

/**
 * What the robot wants of whoever is at the computer, or why it did nothing, with the way out.
 *
 * @param onRetry absent within a form, which is sent again then
 */
export function RobotTalk({ talk, onRetry }: { readonly talk: Talk; readonly onRetry?: () => void }) {
  const { port, isBusy, asked, missing, mayRun, failed } = talk;
  return (
    <>
      {missing !== undefined && <MissingRobot reason={missing} {...{ port, isBusy, mayRun, onRetry }} />}
      {asked !== undefined && <ConsentCode key={asked.code} asked={asked} />}
      {failed !== undefined && <Failure failed={failed} />}
    </>
  );
}
