import { z } from 'zod';
import type { Active } from '../../fake-server/rule-book.js';
import { ruleTiming } from '../../fake-server/rule-timing.js';
import { malformations } from './malformed.js';

/** What goes wrong. What each action does is told where it is done: `answer-with-faults.ts` and `malformed.ts`. */
const faultActions = [
  'status',
  'html',
  'hang',
  'reset',
  'delay',
  'truncate',
  'commit-then-drop',
  'no-cors',
  'unexposed',
  'move-session',
  'stop-discovery',
  'stop-session',
  'stop-robot',
  ...malformations,
] as const;

/** Checks a fault rule. */
export const robotFaultRuleSchema = z
  .strictObject({
    /**
     * `<METHOD> <path>`, in which `*` stands for anything, matched without the query; or `consent`: a request for the port
     * that carries a code.
     */
    on: z
      .string()
      .regex(/^(consent|([A-Z]+|\*) \/\S*)$/, 'write "consent", or a method and a path such as "GET /JobStatus"')
      .refine((on) => !on.includes('?'), 'the path is matched without its query: leave out "?" and what follows it'),
    action: z.enum(faultActions),
    /** The status that is answered; by default 500, or 200 for `html`. */
    status: z.int().min(200).max(599).optional(),
    /** The text of the error, with `status`; empty for no body. */
    error: z.string().optional(),
    /** How long to wait first, on the virtual clock. */
    delayMs: z.int().min(0).max(86_400_000).optional(),
    ...ruleTiming,
  })
  .superRefine(({ action, delayMs }, context) => {
    if (action !== 'delay' || delayMs !== undefined) return;
    context.addIssue({ code: 'custom', path: ['delayMs'], message: 'a delay needs its length in milliseconds' });
  });

/** Something that is to go wrong with the robot, and when. Without `probability`, `nth` and `times` it goes wrong each time. */
export type RobotFaultRule = z.output<typeof robotFaultRuleSchema>;

/** A rule that is in force. */
export type ActiveRobotFault = Active<RobotFaultRule>;
