import fc from 'fast-check';
import { breakReading } from './commands/break-reading.js';
import { leave } from './commands/leave.js';
import { letTimePass } from './commands/let-time-pass.js';
import { listen } from './commands/listen.js';
import { moveJob } from './commands/move-job.js';
import { startJob } from './commands/start-job.js';
import { stopJob } from './commands/stop-job.js';
import type { LifecycleSystem, WebhookFate } from './lifecycle-system.js';
import { emptyModel, expectConverged, freshReal, type Model, type Real } from './model.js';
import { runs } from './runs.js';

/** Anything that can happen to followed jobs, in any order. */
export function lifecycleCommands(maxCommands: number): fc.Arbitrary<Iterable<fc.AsyncCommand<Model, Real>>> {
  const job = fc.nat(2);
  const webhook: fc.Arbitrary<WebhookFate> = fc.oneof(
    fc.constantFrom<WebhookFate[]>('sent', 'doubled', 'lost'),
    fc.record({ lateMs: fc.integer({ min: 1, max: 40_000 }) }),
  );
  const aMove = fc.tuple(job, fc.nat(6), webhook).map((move) => moveJob(...move));
  const commands: fc.Arbitrary<fc.AsyncCommand<Model, Real>>[] = [
    fc.constant(startJob()),
    // Twice, since moves are what most happens.
    aMove,
    aMove,
    job.map(listen),
    fc.tuple(job, fc.constantFrom<('soft' | 'kill')[]>('soft', 'kill')).map((stop) => stopJob(...stop)),
    fc.nat(3).map(leave),
    fc.constantFrom(0, 400, 1_000, 5_000, 40_000).map(letTimePass),
    fc.boolean().map(breakReading),
  ];
  return fc.commands<Model, Real, false>(commands, { maxCommands, size: 'max' });
}

/**
 * Runs random commands against a system and the model, and looks at every step whether listeners are told a legal walk,
 * and at the end whether all of them know where their job is.
 *
 * @param makeSystem makes a fresh system for each run
 */
export async function modelRun(
  makeSystem: () => Promise<LifecycleSystem>,
  { numRuns, maxCommands = 25 }: { readonly numRuns: number; readonly maxCommands?: number },
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(lifecycleCommands(maxCommands), async (commands) => {
      const system = await makeSystem();
      try {
        const [model, real] = [emptyModel(), freshReal(system)];
        // A job that somebody follows is there from the beginning, so that no run is idle.
        await startJob().run(model, real);
        await listen(0).run(model, real);
        await fc.asyncModelRun(() => ({ model, real }), commands);
        await expectConverged(model, real);
      } finally {
        await system.close();
      }
    }),
    runs(numRuns),
  );
}
