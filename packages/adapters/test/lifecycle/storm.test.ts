import { isFinal, type JobState, transitions } from '@cuelight/core';
import { polled, states } from '@cuelight/test-harness/lifecycle-model/followed-job';
import type { Listening } from '@cuelight/test-harness/lifecycle-model/lifecycle-system';
import { runs } from '@cuelight/test-harness/lifecycle-model/runs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHttpSystem, type HttpSystem } from './http-system.js';

const jobCount = 300;
const secondMs = 1_000;
/** One storm, or as many as `CUELIGHT_TEST_RUNS` says; the same one for the same seed. */
const { numRuns, seed: firstSeed = 4_711 } = runs(1);
const seeds = Array.from({ length: numRuns }, (_, number) => firstSeed + 100 * number);

describe('three hundred jobs in a storm of lost, doubled and late webhooks and of dropped connections', () => {
  it.for(seeds)(
    'are each started once, told by a legal walk to their end, and polled within the budget (seed %i)',
    {
      timeout: 240_000,
    },
    async (seed, { task }) => {
      const system = await createHttpSystem();
      const random = createRandom(seed);
      const listenings = new Map<string, Listening>();
      const polledAt: number[] = [];
      const letPass = async (seconds: number) => {
        for (let second = 0; second < seconds; second += 1) {
          await system.advance(secondMs);
          polledAt.push(polled(system));
        }
      };
      raiseTheStorm(system, seed);

      const waiting = new Set(Array.from({ length: jobCount }, (_, number) => `invoice-${number}`));
      for (let round = 0; round < 200; round += 1) {
        if (waiting.size === 0 && system.orchestrator.jobs().every(({ state }) => isFinal(state))) break;
        const starts = [...waiting].map(async (idempotencyKey) => {
          const started = await system.start({ idempotencyKey });
          if (!started.ok) return;
          const { jobKey } = started.value.job;
          // The look-up may fail too: then all of it is done again, as an app would.
          const listening = await system.listen(jobKey).catch(() => undefined);
          if (listening === undefined) return;
          waiting.delete(idempotencyKey);
          listenings.set(jobKey, listening);
        });
        await letPass(12);
        await Promise.all(starts);
        for (const { key, state } of system.orchestrator.jobs()) {
          if (random() < 0.5) moveOn(system, key, state, random);
          else if (state === 'Running' && random() < 0.1) await system.stop(key, 'soft');
        }
      }
      await letPass(180);

      const jobs = system.orchestrator.jobs();
      expect(jobs).toHaveLength(jobCount);
      expect(new Set(jobs.map(({ reference }) => reference)).size).toBe(jobCount);
      expect(listenings.size).toBe(jobCount);
      for (const { key, state } of jobs) {
        const listening = listenings.get(key);
        expect(listening && states(listening).at(-1)).toBe(state);
      }
      for (const [second, before] of polledAt.entries()) {
        for (let later = second + 1; later < polledAt.length; later += 1) {
          // A full bucket, and one call for each second that passed, the first of which may have begun before.
          expect((polledAt[later] ?? 0) - before).toBeLessThanOrEqual(60 + later - second + 1);
        }
      }
      expectHonestCounts(system);
      Object.assign(task.meta, { proved: toldOf(system, polledAt.length) });
      await system.close();
    },
  );
});

/** 40 % of the webhooks are lost, 20 % come twice, the rest comes late; starts are dropped before and after their effect. */
function raiseTheStorm({ fake }: HttpSystem, seed: number): void {
  fake.admin.addFault({ on: 'webhook', action: 'lose', probability: 0.4, seed });
  fake.admin.addFault({ on: 'webhook', action: 'double', probability: 0.2 / 0.6, seed: seed + 1 });
  for (const [index, delayMs] of [500, 2_000, 8_000, 30_000].entries()) {
    fake.admin.addFault({ on: 'webhook', action: 'delay', delayMs, probability: 0.3, seed: seed + 2 + index });
  }
  fake.admin.addFault({ on: 'webhook', action: 'delay', delayMs: 90_000 });
  const on = 'POST /odata/Jobs/*StartJobs';
  fake.admin.addFault({ on, action: 'commit-then-drop', probability: 0.2, seed: seed + 7 });
  fake.admin.addFault({ on, action: 'reset', probability: 0.1, seed: seed + 8 });
  fake.admin.addFault({ on: 'GET /odata/Jobs*', action: 'status', status: 503, probability: 0.05, seed: seed + 9 });
}

/** Orchestrator moves a job by the table, more likely onwards than to an end. */
function moveOn({ fake }: HttpSystem, key: string, from: JobState, random: () => number): void {
  const moves = transitions.filter((move) => move.from === from && (!isFinal(move.to) || random() < 0.4));
  const state = moves[Math.floor(random() * moves.length)]?.to;
  if (state !== undefined) fake.admin.setJobState(key, { state, ...(state === 'Successful' && { output: {} }) });
}

/** What was read under another name than polling was read for that reason: no more often than there was one. */
function expectHonestCounts({ notices, fake }: HttpSystem): void {
  const count = (isCounted: (notice: (typeof notices)[number]) => boolean) => notices.filter(isCounted).length;
  const read = (why: string) => count((notice) => notice.kind === 'job-read' && notice.why === why);
  const failed = count(({ kind }) => kind === 'read-failed');
  const lists = fake.admin
    .journal()
    .filter(
      ({ path, query, status }) => path.endsWith('/odata/Jobs') && query.$filter?.startsWith('Id in') && status === 200,
    );

  expect(read('attach')).toBeLessThanOrEqual(jobCount);
  expect(read('final')).toBeLessThanOrEqual(jobCount + failed);
  expect(read('contradiction')).toBeLessThanOrEqual(count(({ kind }) => kind === 'contradicted'));
  // One that failed was sent again, or never.
  expect(lists.length).toBeLessThanOrEqual(count((notice) => notice.kind === 'job-read' && notice.jobs > 1));
}

/** What the storm was like. */
function toldOf({ fake, notices }: HttpSystem, seconds: number): string {
  const sent = fake.admin.deliveries();
  const lost = sent.filter(({ outcome }) => outcome === 'lost').length;
  const doubled = sent.filter(({ attempts }) => attempts.length > 1).length;
  const faults = fake.admin
    .state()
    .faults.filter(({ on }) => on.startsWith('POST'))
    .map(({ id }) => id);
  const dropped = fake.admin.journal().filter(({ faultId }) => faultId !== null && faults.includes(faultId)).length;
  const polls = notices.filter((notice) => notice.kind === 'job-read' && notice.why === 'polling').length;
  return (
    `${jobCount} jobs in ${seconds} s; ${sent.length} webhooks, ${lost} lost, ${doubled} doubled; ` +
    `${dropped} starts dropped; ${polls} polls`
  );
}

/** Numbers from 0 up to, but not including, 1. */
function createRandom(start: number): () => number {
  const numbers = fc.sample(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
    seed: start,
    numRuns: 100_000,
  });
  let next = 0;
  return () => {
    next += 1;
    return numbers[next % numbers.length] ?? 0;
  };
}
