import fc from 'fast-check';
import { expect } from 'vitest';
import type { LifecycleSystem, StartFate } from './lifecycle-system.js';
import { runs } from './runs.js';

/**
 * Starts jobs under a few keys, again and again and at the same time, while starts are refused, lost and late; and looks
 * that there is at most one job for each key.
 *
 * @param makeSystem makes a fresh system for each run
 */
export async function startRun(
  makeSystem: () => Promise<LifecycleSystem>,
  { numRuns }: { readonly numRuns: number },
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(attempts, { minLength: 1, maxLength: 6 }), async (all) => {
      const system = await makeSystem();
      try {
        const answers: Promise<unknown>[] = [];
        for (const { fates, callers, waitMs } of all) {
          system.orchestrator.nextStarts(...fates);
          answers.push(...callers.map((idempotencyKey) => system.start({ idempotencyKey })));
          await system.advance(waitMs);
        }
        system.orchestrator.nextStarts();
        await system.advance(200_000);
        await Promise.all(answers);
        for (const idempotencyKey of keys) await system.start({ idempotencyKey });

        const references = system.orchestrator.jobs().map(({ reference }) => reference);
        expect(references).toHaveLength(keys.length);
        expect(new Set(references).size).toBe(keys.length);
      } finally {
        await system.close();
      }
    }),
    runs(numRuns),
  );
}

const keys = ['invoice-4711', 'invoice-4712'] as const;

const attempts = fc.record({
  fates: fc.array(fc.constantFrom<StartFate[]>('refused', 'answer-lost', 'answer-lost-job-late'), { maxLength: 3 }),
  callers: fc.array(fc.constantFrom(...keys), { minLength: 1, maxLength: 3 }),
  waitMs: fc.constantFrom(0, 100, 5_000, 12_000, 200_000),
});
