import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyCheck } from '../../src/diagnosis/checks-for.js';
import { type Finding, fault, pass, skip, warning } from '../../src/diagnosis/finding.js';
import { type Asks, runChecks } from '../../src/diagnosis/run-checks.js';
import { type CheckId, type Question, questions } from '../../src/index.js';
import { createVirtualClock } from '../world/virtual-clock.js';

const never = () => new Promise<never>(() => {});

/** Every check passes, but for those given. */
function asksWith(given: Partial<Record<CheckId, () => Promise<Finding>>>): Asks {
  const passing = everyCheck.map((id) => [id, async () => pass('Seen.')] as const);
  return { ...Object.fromEntries(passing), ...given } as Asks;
}

async function run(given: Parameters<typeof asksWith>[0], withinMs = 18_000) {
  const clock = createVirtualClock();
  const running = runChecks(everyCheck, asksWith(given), { clock, withinMs });
  await clock.advance(withinMs);
  return running;
}

describe('running the checks', () => {
  it('does not ask what depends on a failure, directly or not', async () => {
    const findings = await run({ 'user-active': async () => fault('user-inactive', 'Deactivated.') });

    expect(findings.has('folders-listed')).toBe(false);
    expect(findings.has('robot-able')).toBe(false);
    expect(findings.get('licence-valid')?.verdict).toBe('pass');
    expect(findings.get('webhook-delivered')?.verdict).toBe('pass');
  });

  it.each([
    ['a warning', warning('no-folders', 'None.')],
    ['a check that does not apply', skip('No process was named.')],
  ])('asks on after %s', async (_, finding) => {
    const findings = await run({ 'folders-listed': async () => finding });

    expect(findings.get('folder-there')?.verdict).toBe('pass');
  });

  it('takes a failure of what things go on without as a warning', async () => {
    const findings = await run({ 'callback-reachable': async () => fault('callback-unreachable', 'None.') });

    expect(findings.get('callback-reachable')?.verdict).toBe('warn');
  });

  it('ends a check that takes too long, and asks the others meanwhile', async () => {
    const findings = await run({ 'folders-listed': never });

    expect(findings.get('folders-listed')).toMatchObject({ verdict: 'fail', cause: 'orchestrator-timeout' });
    expect(findings.get('webhook-delivered')?.verdict).toBe('pass');
    expect(findings.has('folder-there')).toBe(false);
  });

  it('asks nothing more when its time is over', async () => {
    const clock = createVirtualClock();
    const asked: CheckId[] = [];
    const slow = () => new Promise<Finding>((resolve) => void clock.after(1_000, () => resolve(pass('Seen.'))));
    const folders = async () => {
      asked.push('folders-listed');
      return pass('Seen.');
    };
    const running = runChecks(everyCheck, asksWith({ 'user-active': slow, 'folders-listed': folders }), {
      clock,
      withinMs: 1_000,
    });
    await clock.advance(2_000);
    await running;

    expect(asked).toEqual([]);
  });

  it('blames the place where secrets are kept, not Orchestrator, when the credential takes too long to read', async () => {
    const findings = await run({ 'credential-readable': never });

    expect(findings.get('credential-readable')).toMatchObject({ verdict: 'fail', cause: 'secret-unavailable' });
  });

  it('warns of what there was no time left to ask', async () => {
    const clock = createVirtualClock();
    const slow = () => new Promise<Finding>((resolve) => void clock.after(1_000, () => resolve(pass('Seen.'))));
    const running = runChecks(everyCheck, asksWith({ 'user-active': slow }), { clock, withinMs: 1_000 });
    await clock.advance(1_000);

    expect((await running).get('folders-listed')).toMatchObject({ verdict: 'warn', cause: 'orchestrator-timeout' });
  });

  it('asks at the same time what does not depend on each other', async () => {
    const asked: CheckId[] = [];
    const asking = (id: CheckId) => () => {
      asked.push(id);
      return never();
    };

    await run({
      'folders-listed': asking('folders-listed'),
      'licence-valid': asking('licence-valid'),
      'webhook-subscribed': asking('webhook-subscribed'),
    });

    expect(asked.sort()).toEqual(['folders-listed', 'licence-valid', 'webhook-subscribed']);
  });

  it('ends within its time, whichever checks fail, pass, warn or hang, and asks nothing below a failure', async () => {
    const outcome = fc.constantFrom('pass', 'warn', 'skipped', 'fail', 'hang');
    await fc.assert(
      fc.asyncProperty(
        fc.array(outcome, { minLength: questions.length, maxLength: questions.length }),
        fc.integer({ min: 1, max: 20_000 }),
        async (outcomes, withinMs) => {
          const clock = createVirtualClock();
          const startMs = clock.nowMs();
          const asks = Object.fromEntries(
            everyCheck.map((id, index) => {
              const verdict = outcomes[index] ?? 'pass';
              if (verdict === 'hang') return [id, never];
              const cause = verdict === 'fail' || verdict === 'warn' ? ({ cause: 'look-failed' } as const) : {};
              return [id, async (): Promise<Finding> => ({ verdict, evidence: 'Seen.', ...cause })];
            }),
          ) as Asks;
          let endedAtMs: number | undefined;
          const running = runChecks(everyCheck, asks, { clock, withinMs }).then((findings) => {
            endedAtMs = clock.nowMs();
            return findings;
          });
          await clock.advance(withinMs);

          expect(endedAtMs).toBeLessThanOrEqual(startMs + withinMs);
          const findings = await running;
          for (const { id, dependsOn } of questions) {
            const isBlocked = (dependsOn as readonly CheckId[]).some(
              (other) => findings.get(other) === undefined || findings.get(other)?.verdict === 'fail',
            );
            if (isBlocked) expect(findings.has(id)).toBe(false);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives each check a time that fits into that of all', () => {
    expect(questions.filter(({ withinMs }: Question) => withinMs >= 18_000)).toEqual([]);
  });
});
