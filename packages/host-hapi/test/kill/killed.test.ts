import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeOrchestrator, startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../world/run-command.js';
import { repair, webhooksAt, whole } from './a-site.js';
import { type Course, type Scenario, scenariosOn } from './scenarios.js';

/**
 * Kills at a few steps, or, in the long form of this proof (`CUELIGHT_TEST_RUNS`), at every step, and then as often at a
 * random moment.
 */
const randomKills = Number(process.env.CUELIGHT_TEST_RUNS ?? 0);
const seed = Number(process.env.CUELIGHT_TEST_SEED ?? 4711);
const random = randomFrom(seed);

describe('a program that is killed', { timeout: 3_600_000 }, () => {
  let fake: FakeOrchestrator;
  let scenarios: readonly Scenario[];
  /** Where sites lie that others are copies of. */
  let templates: string;
  const tally = new Map<string, number>();
  const count = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);

  beforeAll(async () => {
    fake = await startFakeOrchestrator();
    templates = await mkdtemp(join(tmpdir(), 'cuelight-test-'));
    scenarios = scenariosOn(fake, templates);
  });
  afterAll(async () => {
    await fake.close();
    await rm(templates, { recursive: true, force: true });
  });

  /** Kills once, repairs, and looks whether all is whole. */
  async function killOnce(scenario: Scenario, dieAt?: number, killAfterMs?: number): Promise<Course> {
    const site = await scenario.prepare();
    const strangers = new Set(webhooksAt(fake, site));
    const course = await scenario.run(site, dieAt, killAfterMs);
    const where = `${scenario.name}, ${dieAt === undefined ? `${killAfterMs} ms` : `step ${dieAt}`}, seed ${seed}`;
    try {
      if (scenario.name === 'migrate') await runCommand(['migrate'], site.dataFolder, site.environment);
      await repair(site);
      await scenario.expectAfter(await whole(site, fake, strangers), site, course);
    } catch (error) {
      throw new Error(`${where}: ${error instanceof Error ? error.message : error}`);
    } finally {
      await site.vault?.close();
    }
    count(course.how === 'killed' ? 'killed' : 'ended first');
    return course;
  }

  it.each([
    'connect',
    'disconnect',
    'replace a credential',
    'rotate',
    'rotate by the service',
    'move secrets',
    'migrate',
  ])('while it is to %s loses nothing, and leaves nothing behind that a repair does not find', async (name) => {
    const scenario = scenarios.find((each) => each.name === name);
    if (scenario === undefined) throw new Error(`there is no scenario ${name}`);
    const { steps } = await killOnce(scenario);
    expect(steps).toBeGreaterThan(3);
    if (randomKills > 0) for (let step = 1; step <= steps; step += 1) await killOnce(scenario, step);
    // The last steps may not come: what a service does beside it is counted too.
    else expect(await killOnce(scenario, 1 + Math.floor(random() * steps * 0.7))).toMatchObject({ how: 'killed' });
  });

  if (randomKills > 0)
    it(`${randomKills} times, at a random moment`, async ({ task }) => {
      for (let kills = 0; kills < randomKills; kills += 1) {
        const scenario = scenarios[Math.floor(random() * scenarios.length)];
        if (scenario !== undefined) await killOnce(scenario, undefined, random() * 700);
      }
      const told = [...tally].map(([what, times]) => `${times} ${what}`).join(', ');
      Object.assign(task.meta, { proved: `${told}, lost 0, left behind 0` });
    });
});

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
