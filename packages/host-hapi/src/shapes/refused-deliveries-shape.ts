import { type DeliveryMistake, deliveryMistakes, type RefusalReport } from '@cuelight/core';
import { z } from 'zod';
import { showTime } from './text.js';

const mistakes = Object.keys(deliveryMistakes) as [DeliveryMistake, ...DeliveryMistake[]];

/** What is known of the deliveries that were refused for a connection, as it is shown. */
export const refusedDeliveriesShape = z.strictObject({
  items: z.array(
    z.strictObject({
      mistake: z.enum(mistakes),
      meaning: z.string(),
      remedy: z.string(),
      count: z.int(),
      firstAt: z.string(),
      lastAt: z.string(),
    }),
  ),
  since: z.string().describe('When the service began to count'),
  refused: z.int().describe('All that were refused for the connection'),
  notExamined: z.int().describe('Those of them that nobody looked at: too many in a short time, or too long'),
  toNoConnection: z.int().describe('Deliveries to connections that take none, or that there are not'),
});

/** Shows it, the mistake that was made last first. */
export function showRefusedDeliveries({
  mistakes: counts,
  sinceMs,
  ...numbers
}: RefusalReport): z.infer<typeof refusedDeliveriesShape> {
  return {
    items: counts
      .toSorted((one, other) => other.lastAtMs - one.lastAtMs)
      .map(({ mistake, count, firstAtMs, lastAtMs }) => ({
        mistake,
        ...deliveryMistakes[mistake],
        count,
        firstAt: showTime(firstAtMs),
        lastAt: showTime(lastAtMs),
      })),
    since: showTime(sinceMs),
    ...numbers,
  };
}
