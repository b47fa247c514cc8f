import { z } from 'zod';

/** When a fault rule applies, of the occasions that it matches. Without any of these it applies each time. */
export const ruleTiming = {
  /** How likely it applies each time, 0 to 1. */
  probability: z.number().min(0).max(1).optional(),
  /** The first time that it applies, counted from 1; only that time unless `times` says more. */
  nth: z.int().min(1).optional(),
  /** How many times it applies. */
  times: z.int().min(1).optional(),
  /** Seed of the generator behind `probability`. */
  seed: z.int().optional(),
};
