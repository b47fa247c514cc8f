import { describe, expect, it } from 'vitest';
import { type Check, type MakeSubject, runCheck } from '../../src/contracts/contract.js';

/** A way to break a promise, and the check that must notice. */
export interface Mutant<Honest, Subject> {
  /** What it does wrong: "lists in the order of insertion". */
  readonly fault: string;
  /** The title of a check that has to fail. */
  readonly caughtBy: string;
  /** An adapter with the fault, from one without. */
  break(honest: Honest): Subject;
}

/** Tests that a contract passes an honest adapter, and catches every mutant by the check that is there for it. */
export function contractCatches<Subject, Honest extends Subject>(
  name: string,
  checks: readonly Check<Subject>[],
  makeHonest: () => Honest,
  mutants: readonly Mutant<Honest, Subject>[],
): void {
  describe(`the contract of ${name}`, () => {
    it('passes an adapter that keeps it', async () => {
      expect(await failedChecks(checks, async () => ({ subject: makeHonest() }))).toEqual([]);
    });

    for (const mutant of mutants) {
      it(`catches one that ${mutant.fault}`, async () => {
        const failed = await failedChecks(checks, async () => ({ subject: mutant.break(makeHonest()) }));

        expect(failed).toContain(mutant.caughtBy);
      });
    }

    it('has no check that catches nothing', () => {
      const catching = new Set(mutants.map(({ caughtBy }) => caughtBy));

      expect(checks.map(({ title }) => title).filter((title) => !catching.has(title))).toEqual([]);
    });
  });
}

async function failedChecks<Subject>(
  checks: readonly Check<Subject>[],
  makeSubject: MakeSubject<Subject>,
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const check of checks) {
    try {
      await runCheck(check, makeSubject);
    } catch {
      failed.push(check.title);
    }
  }
  return failed;
}
