import { z } from 'zod';
import type { Active } from '../../fake-server/rule-book.js';
import { ruleTiming } from '../../fake-server/rule-timing.js';

const onRoutes = [
  'status',
  'html',
  'reset',
  'delay',
  'truncate',
  'slow-body',
  'commit-then-drop',
  'folder-renumber',
] as const;
const onWebhooks = [
  'status',
  'reset',
  'delay',
  'truncate',
  'commit-then-drop',
  'lose',
  'double',
  'reorder',
  'unsigned',
  'sign-hex',
  'sign-prefixed',
  'sign-base64url',
  'sign-sha1',
  'sign-with-other-secret',
  'sign-with-decoded-secret',
  'reserialise',
  'escape',
  'add-newline',
  'add-bom',
] as const;

/** What goes wrong. What each action does is told where it is done: `answer-with-faults.ts` and `attempt-with-faults.ts`. */
const faultActions = [...new Set([...onRoutes, ...onWebhooks])];

/** Checks a fault rule. */
export const faultRuleSchema = z
  .strictObject({
    /** `webhook`, or `<METHOD> <path>`; in the path, which is matched without its query, `*` stands for anything. */
    on: z
      .string()
      .regex(/^(webhook|([A-Z]+|\*) \/\S*)$/, 'write "webhook", or a method and a path such as "GET /odata/Jobs*"')
      .refine((on) => !on.includes('?'), 'the path is matched without its query: leave out "?" and what follows it'),
    action: z.enum(faultActions),
    /** The status that is answered; by default 503, or 200 for `html`. */
    status: z.int().min(200).max(599).optional(),
    /** Value of `Retry-After`, in seconds. */
    retryAfterS: z.int().min(0).max(86_400).optional(),
    /** How long to wait first, on the virtual clock. */
    delayMs: z.int().min(0).max(86_400_000).optional(),
    /** How long a `slow-body` takes from its first byte to its last, on the virtual clock. */
    overMs: z.int().min(1).max(86_400_000).optional(),
    /** What `sign-with-other-secret` signs with. */
    secret: z.string().min(1).max(200).optional(),
    ...ruleTiming,
  })
  .superRefine((rule, context) => {
    const possible: readonly string[] = rule.on === 'webhook' ? onWebhooks : onRoutes;
    if (!possible.includes(rule.action)) {
      const where = rule.on === 'webhook' ? 'a webhook' : 'a route';
      context.addIssue({
        code: 'custom',
        path: ['action'],
        message: `on ${where} this can be: ${possible.join(', ')}`,
      });
    }
    if (rule.action === 'delay' && rule.delayMs === undefined) {
      context.addIssue({ code: 'custom', path: ['delayMs'], message: 'a delay needs its length in milliseconds' });
    }
    if ((rule.action === 'slow-body') !== (rule.overMs !== undefined)) {
      const message =
        rule.overMs === undefined ? 'a slow body needs its length in milliseconds' : 'only a slow-body has this';
      context.addIssue({ code: 'custom', path: ['overMs'], message });
    }
    if ((rule.action === 'sign-with-other-secret') !== (rule.secret !== undefined)) {
      const message = rule.secret === undefined ? 'say what to sign with' : 'only a sign-with-other-secret has this';
      context.addIssue({ code: 'custom', path: ['secret'], message });
    }
  });

/** Something that is to go wrong, and when. Without `probability`, `nth` and `times` it goes wrong each time. */
export type FaultRule = z.output<typeof faultRuleSchema>;

/** A rule that is in force. */
export type ActiveFault = Active<FaultRule>;
