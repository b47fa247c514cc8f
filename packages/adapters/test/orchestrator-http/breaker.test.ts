import { expect, it } from 'vitest';
import { createBreaker, mostFailures } from '../../src/orchestrator-http/breaker.js';

type Outcome = 'well' | 'ill' | 'unknown';

it('opens though a caller gives up now and then: that is no answer', async () => {
  const breaker = createBreaker<Outcome>(
    (outcome) => outcome,
    () => 0,
  );
  const round: Outcome[] = [...Array<Outcome>(mostFailures - 1).fill('ill'), 'unknown'];
  const outcomes: unknown[] = [];

  for (const outcome of [...round, ...round]) outcomes.push(await breaker.run(async () => outcome));

  expect(outcomes.at(-1)).toMatchObject({ refusedForMs: expect.any(Number) });
});

it('counts anew after any answer, and only failures in a row', async () => {
  const breaker = createBreaker<Outcome>(
    (outcome) => outcome,
    () => 0,
  );
  const round: Outcome[] = [...Array<Outcome>(mostFailures - 1).fill('ill'), 'well'];
  const rounds = [...round, ...round, ...round];

  for (const outcome of rounds) expect(await breaker.run(async () => outcome)).toBe(outcome);
});

it('heals by the call that tries it, though an older call fails meanwhile', async () => {
  const clock = { nowMs: 0 };
  const breaker = createBreaker<Outcome>(
    (outcome) => outcome,
    () => clock.nowMs,
  );
  const [old, probe] = [later(), later()];
  const oldRun = breaker.run(() => old.outcome);
  for (let failures = 0; failures < mostFailures; failures += 1) await breaker.run(async () => 'ill');

  clock.nowMs += 5_000;
  const probeRun = breaker.run(() => probe.outcome);
  old.end('ill');
  await oldRun;
  probe.end('well');
  await probeRun;

  expect(await breaker.run(async () => 'well')).toBe('well');
});

/** The outcome of a call that ends when it is told to. */
function later() {
  let end: (outcome: Outcome) => void = () => {};
  const outcome = new Promise<Outcome>((resolve) => {
    end = resolve;
  });
  return { outcome, end: (value: Outcome) => end(value) };
}
