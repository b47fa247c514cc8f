import type { Failure, Result, Started } from '@cuelight/core';
import { expect } from 'vitest';
import { type Check, contract, type MakeSubject } from '../contracts/contract.js';
import { expectValue } from '../contracts/expect-value.js';
import { failingWith } from '../contracts/failing-with.js';
import type { LifecycleSystem } from './lifecycle-system.js';

const input = { in_Period: '2026-11' };
const key = 'invoice-4711';

/** What everybody who starts jobs may rely on. */
export const startChecks: readonly Check<LifecycleSystem>[] = [
  {
    title: 'starts one job for a key, and answers it again to each repeat',
    async run(system) {
      const first = expectValue(await system.start({ input, idempotencyKey: key }));
      const again = expectValue(await system.start({ input, idempotencyKey: key }));

      expect([first.repeated, again.repeated]).toEqual([false, true]);
      expect(again.job.jobKey).toBe(first.job.jobKey);
      expect(system.orchestrator.jobs()).toHaveLength(1);
    },
  },
  {
    title: 'refuses another input under a key that was used',
    async run(system) {
      await system.start({ input, idempotencyKey: key });

      const refused = await system.start({ input: { in_Period: '2026-12' }, idempotencyKey: key });

      expect(refused).toEqual(failingWith('idempotency-key-reused'));
      expect(system.orchestrator.jobs()).toHaveLength(1);
    },
  },
  {
    title: 'starts a job each for other keys, and for starts without one',
    async run(system) {
      for (const idempotencyKey of ['a', 'b']) await system.start({ input, idempotencyKey });
      await system.start({ input });
      await system.start({ input });

      expect(new Set(system.orchestrator.jobs().map(({ reference }) => reference)).size).toBe(4);
    },
  },
  {
    title: 'tells one of two callers with one key at the same time to come back',
    async run(system) {
      const answers = await Promise.all([
        system.start({ input, idempotencyKey: key }),
        system.start({ input, idempotencyKey: key }),
      ]);

      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(answers).toContainEqual(failingWith('start-in-progress'));
      expect(system.orchestrator.jobs()).toHaveLength(1);
    },
  },
  {
    title: 'searches for a job whose start got no answer, and never starts it again',
    async run(system) {
      system.orchestrator.nextStarts('answer-lost');

      const found = expectValue(await inTime(system, system.start({ input })));

      expect(system.orchestrator.jobs().map((job) => job.key)).toEqual([found.job.jobKey]);
    },
  },
  {
    title: 'answers that an outcome is unknown after ten seconds, and keeps the key until it is known',
    async run(system) {
      system.orchestrator.nextStarts('answer-lost-job-late');
      const answer = system.start({ input, idempotencyKey: key });
      await system.advance(12_000);

      expect(await answer).toEqual(failingWith('start-outcome-unknown'));
      expect(await system.start({ input, idempotencyKey: key })).toEqual(failingWith('start-in-progress'));
      await system.advance(60_000);
      const later = expectValue(await system.start({ input, idempotencyKey: key }));

      expect(later.repeated).toBe(true);
      expect(system.orchestrator.jobs()).toHaveLength(1);
    },
  },
  {
    title: 'starts anew after a refusal, since there is no job',
    async run(system) {
      system.orchestrator.nextStarts('refused');

      const refused = await system.start({ input, idempotencyKey: key });
      const started = expectValue(await system.start({ input, idempotencyKey: key }));

      expect(refused).toMatchObject({ ok: false });
      expect(started.repeated).toBe(false);
      expect(system.orchestrator.jobs()).toHaveLength(1);
    },
  },
  {
    title: 'starts nothing when it cannot look for an earlier start',
    async run(system) {
      system.orchestrator.setReadable(false);

      expect(await inTime(system, system.start({ input, idempotencyKey: key }))).toMatchObject({ ok: false });
      expect(system.orchestrator.jobs()).toEqual([]);
    },
  },
  {
    title: 'refuses an input of more than 10,000 characters before the call, without repeating it',
    async run(system) {
      const refused = await system.start({ input: { a: 'canary'.repeat(1_700) } });

      expect(refused).toEqual(failingWith('input-too-large'));
      expect(JSON.stringify(refused)).not.toContain('canary');
      expect(system.orchestrator.jobs()).toEqual([]);
    },
  },
  {
    title: 'answers a repeat after a restart with the job that was started before',
    async run(system) {
      const first = expectValue(await system.start({ input, idempotencyKey: key }));

      await system.restart();
      const again = expectValue(await system.start({ input, idempotencyKey: key }));

      expect(again).toMatchObject({ repeated: true, job: { jobKey: first.job.jobKey } });
      expect(system.orchestrator.jobs()).toHaveLength(1);
    },
  },
];

/** Runs {@link startChecks}. */
export function startContract(name: string, makeSubject: MakeSubject<LifecycleSystem>): void {
  contract(`${name}: starting effectively once`, startChecks, makeSubject);
}

/** Lets time pass until there is an answer. */
async function inTime(
  system: LifecycleSystem,
  answer: Promise<Result<Started, Failure>>,
): Promise<Result<Started, Failure>> {
  await system.advance(15_000);
  return answer;
}
