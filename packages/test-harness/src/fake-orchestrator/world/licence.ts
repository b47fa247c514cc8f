import { z } from 'zod';

/** How a seed, or the admin API, says what licence a tenant has. */
export const licenceSeed = z.strictObject({
  /** Whether it has expired, whatever `endsAt` says. */
  expired: z.boolean().default(false),
  /** When it expires on the virtual clock; in 2099 when absent. */
  endsAt: z.iso.datetime().default('2099-12-31T00:00:00Z'),
});

/** The licence of a tenant, with defaults filled in. */
export type Licence = z.output<typeof licenceSeed>;

/** Whether a licence has expired by some instant, in milliseconds since 1970. */
export function hasExpired({ expired, endsAt }: Licence, nowMs: number): boolean {
  return expired || nowMs >= Date.parse(endsAt);
}
