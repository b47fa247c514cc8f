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
  const { port, asked, missing, failed } = talk;
  if (missing !== undefined) return <MissingRobot reason={missing} port={port} onRetry={onRetry} />;
  if (asked !== undefined) return <ConsentCode key={asked.code} asked={asked} />;
  return failed === undefined ? null : <Failure failed={failed} />;
}
