import { describe, expect, it } from 'vitest';
import { type Check, runCheck } from '../../src/contracts/contract.js';
import { followingChecks } from '../../src/lifecycle-model/following-checks.js';
import { lawChecks } from '../../src/lifecycle-model/law-checks.js';
import type { LifecycleRules } from '../../src/lifecycle-model/lifecycle-rules.js';
import type { LifecycleSystem } from '../../src/lifecycle-model/lifecycle-system.js';
import { startChecks } from '../../src/lifecycle-model/start-checks.js';
import { type LifecycleMutant, lifecycleMutants } from '../mutants/lifecycle-mutants.js';
import { mutatedCore } from '../mutants/mutated-core.js';
import { createMemorySystem } from './memory-system.js';

// The same runs each time: a mutant must not slip through by chance.
process.env.CUELIGHT_TEST_SEED ??= '1';

describe('the suites of the lifecycle', () => {
  for (const mutant of lifecycleMutants) {
    it(`catch a ${mutant.of} that ${mutant.fault}`, async ({ task }) => {
      const killedBy = await firstToNotice(mutant);

      expect(killedBy).toBeDefined();
      Object.assign(task.meta, { proved: `killed by: ${killedBy}` });
    });
  }

  it('have at least twelve mutants to catch, of each part some', () => {
    expect(lifecycleMutants.length).toBeGreaterThanOrEqual(12);
    expect(new Set(lifecycleMutants.map(({ of }) => of))).toEqual(
      new Set(['merge', 'walk', 'follow', 'tracker', 'start']),
    );
  });
});

/** The title of the first check that a mutant fails. */
async function firstToNotice(mutant: LifecycleMutant): Promise<string | undefined> {
  const core = await mutatedCore(mutant);
  if (mutant.of === 'tracker') return firstFailing<LifecycleSystem>(followingChecks, () => createMemorySystem(core));
  if (mutant.of === 'start') return firstFailing<LifecycleSystem>(startChecks, () => createMemorySystem(core));
  return firstFailing<LifecycleRules>(lawChecks, async () => core);
}

async function firstFailing<Subject>(
  checks: readonly Check<Subject>[],
  makeSubject: () => Promise<Subject>,
): Promise<string | undefined> {
  for (const check of checks) {
    try {
      await runCheck(check, async () => ({ subject: await makeSubject() }));
    } catch {
      return check.title;
    }
  }
  return undefined;
}
