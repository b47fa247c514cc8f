import type { Caller } from '@cuelight/core';
import { z } from 'zod';
import { showTime } from './text.js';

/** Who is signed in, as it is shown. */
export const sessionShape = z.strictObject({
  scope: z.enum(['admin', 'designer']),
  appId: z.string().exactOptional().describe('The app of the key; absent for the operator’s own'),
  robotPort: z
    .int()
    .describe('Where the robot of whoever is signed in listens on the own computer (CUELIGHT_ROBOT_PORT)'),
  until: z.string().exactOptional().describe('When the session ends; absent for whoever calls with a key'),
});

/** Shows who is signed in. */
export function showSession({ scope, appId, untilMs }: Caller, robotPort: number): z.input<typeof sessionShape> {
  if (scope === 'runtime') throw new Error('a key of scope runtime has a session');
  return {
    ...{ scope, robotPort },
    ...(appId !== undefined && { appId }),
    ...(untilMs !== undefined && { until: showTime(untilMs) }),
  };
}
