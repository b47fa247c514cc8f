import * as core from '@cuelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectValue } from '../../src/contracts/expect-value.js';
import { states } from '../../src/lifecycle-model/followed-job.js';
import { runs } from '../../src/lifecycle-model/runs.js';
import { promisesSettled } from '../../src/lifecycle-model/standing-clock.js';
import { createMemorySystem } from './memory-system.js';

describe('two webhooks, a stop and a poll', () => {
  it('tell a legal walk to where the job is, whichever of them and of their replies comes first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { system, race } = await aRacingSystem(scheduler);
        const { jobKey } = expectValue(await system.start()).job;
        await system.advance(2_000);
        const listening = await system.listen(jobKey);
        await system.orchestrator.move(jobKey, { state: 'Running' }, 'sent');
        await system.advance(2_000);

        await race([
          () => system.orchestrator.move(jobKey, { state: 'Suspended' }, 'sent'),
          () => system.orchestrator.move(jobKey, { state: 'Running' }, 'doubled'),
          () => system.stop(jobKey, 'soft'),
          () => system.advance(20_000),
        ]);
        await system.advance(180_000);

        expect(states(listening).at(-1)).toBe(system.orchestrator.jobs()[0]?.state);
      }),
      runs(150),
    );
  });
});

describe('two callers with one idempotency key', () => {
  it('get one job between them, whichever call of theirs is answered first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isAnswerLost) => {
        const { system, race } = await aRacingSystem(scheduler);
        if (isAnswerLost) system.orchestrator.nextStarts('answer-lost');
        const answers: Awaited<ReturnType<typeof system.start>>[] = [];
        const start = async () => void answers.push(await system.start({ idempotencyKey: 'invoice-4711' }));

        await race([start, start, start]);
        await system.advance(200_000);

        const codes = answers.map((answer) => (answer.ok ? answer.value.job.jobKey : answer.failure.code));
        const [job, ...others] = system.orchestrator.jobs();
        expect(others).toEqual([]);
        expect(answers).toHaveLength(3);
        expect(codes).toContain(job?.key);
        expect(codes.filter((code) => code !== job?.key && code !== 'start-in-progress')).toEqual([]);
      }),
      runs(150),
    );
  });
});

/** A system whose calls are answered in the order of a scheduler while something races. */
async function aRacingSystem(scheduler: fc.Scheduler) {
  let isRacing = false;
  const system = await createMemorySystem(core, (call, name) =>
    isRacing ? scheduler.schedule(call(), name).then((answer) => answer) : call(),
  );
  const race = async (acts: readonly (() => Promise<void>)[]): Promise<void> => {
    isRacing = true;
    const raced = acts.map((act, number) => scheduler.schedule(Promise.resolve(), `act ${number}`).then(act));
    await scheduler.waitFor(Promise.all(raced));
    await scheduler.waitIdle();
    isRacing = false;
    await promisesSettled();
  };
  return { system, race };
}
