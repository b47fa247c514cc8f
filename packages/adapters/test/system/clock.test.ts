import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { steadyTime } from '../../src/system/clock.js';
import { runNode } from '../run-node.js';

describe('the time of a machine', () => {
  it('goes on at its own rate while the wall clock is set back, and follows it when it runs ahead', () => {
    let [wallMs, steadyMs] = [1_000_000, 0];
    const nowMs = steadyTime(
      () => wallMs,
      () => steadyMs,
    );
    const pass = (byMs: number) => {
      wallMs += byMs;
      steadyMs += byMs;
      return nowMs();
    };

    const told = [pass(500)];
    wallMs -= 3_600_000;
    told.push(nowMs(), pass(500));
    wallMs += 7_200_000;
    told.push(nowMs(), pass(500));

    expect(told).toEqual([1_000_500, 1_000_500, 1_001_000, 4_601_000, 4_601_500]);
  });

  it('never goes back, and never stands still while time passes', () => {
    const steps = fc.array(fc.record({ passedMs: fc.nat(5_000), setByMs: fc.integer({ min: -1e7, max: 1e7 }) }));

    fc.assert(
      fc.property(steps, (all) => {
        let [wallMs, steadyMs] = [1e12, 0];
        const nowMs = steadyTime(
          () => wallMs,
          () => steadyMs,
        );
        let beforeMs = nowMs();
        for (const { passedMs, setByMs } of all) {
          wallMs += passedMs + setByMs;
          steadyMs += passedMs;
          expect(nowMs()).toBeGreaterThanOrEqual(beforeMs + passedMs);
          expect(nowMs()).toBeGreaterThanOrEqual(wallMs);
          beforeMs = nowMs();
        }
      }),
    );
  });

  it('lets the process end although something is planned', async () => {
    const printed = await runNode(
      `import { systemClock } from '@cuelight/adapters/system';
     systemClock.after(3_600_000, () => console.log('called'));
     console.log('planned');`,
      import.meta.dirname,
    );

    expect(printed.trim()).toBe('planned');
  });
});
