import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isAlive,
  isToldByWebhook,
  newPulse,
  type Pulse,
  pulseHeard,
  pulseLookedAt,
  pulseMissed,
} from '../../src/webhook/pulse.js';

describe('the pulse of a webhook', () => {
  it('is alive for five minutes after a delivery', () => {
    const pulse = pulseHeard(1_000);

    expect([isAlive(pulse, 300_999), isAlive(pulse, 301_000)]).toEqual([true, false]);
    expect(isAlive(newPulse(true), 1_000)).toBe(false);
  });

  it('is a blackout when three moves in a row were learnt by reading alone', () => {
    const twice = pulseMissed(pulseMissed(pulseHeard(0), 10_000), 20_000);

    expect(twice.isBlackout).toBe(false);
    expect(pulseMissed(twice, 20_000).isBlackout).toBe(true);
    expect(isAlive(pulseMissed(twice, 30_000), 30_000)).toBe(false);
  });

  it('is none while three events that were learnt in one read are a little late', () => {
    const thrice = [1, 2, 3].reduce((pulse) => pulseMissed(pulse, 10_000), pulseHeard(0));

    expect([thrice.isBlackout, pulseLookedAt(thrice, 19_999).isBlackout]).toEqual([false, false]);
    expect(pulseLookedAt(thrice, 20_000).isBlackout).toBe(true);
  });

  it('is a blackout when a single event is missing for a minute', () => {
    const once = pulseMissed(pulseHeard(0), 10_000);

    expect([pulseLookedAt(once, 69_999).isBlackout, pulseLookedAt(once, 70_000).isBlackout]).toEqual([false, true]);
  });

  it('expects nothing of a webhook that has never proved to reach us', () => {
    const missed = [1, 2, 3, 4].reduce((pulse) => pulseMissed(pulse, 0), newPulse(false));

    expect(pulseLookedAt(missed, 1_000_000).isBlackout).toBe(false);
  });

  it('is no blackout after any delivery, whatever went before, and none without a missed event', () => {
    const happenings = fc.array(
      fc.record({ what: fc.constantFrom('heard', 'missed', 'looked at'), afterMs: fc.nat(120_000) }),
    );

    fc.assert(
      fc.property(happenings, (all) => {
        let nowMs = 0;
        let pulse: Pulse = newPulse(true);
        let missedSinceHeard = 0;
        let missedFirstMs = 0;
        for (const { what, afterMs } of all) {
          nowMs += afterMs;
          if (what === 'heard') [pulse, missedSinceHeard] = [pulseHeard(nowMs), 0];
          else if (what === 'missed') {
            missedFirstMs = missedSinceHeard === 0 ? nowMs : missedFirstMs;
            [pulse, missedSinceHeard] = [pulseMissed(pulse, nowMs), missedSinceHeard + 1];
          } else pulse = pulseLookedAt(pulse, nowMs);

          if (missedSinceHeard === 0) expect(pulse.isBlackout).toBe(false);
          if (missedSinceHeard >= 3 && nowMs - missedFirstMs >= 10_000) expect(pulse.isBlackout).toBe(true);
        }
      }),
    );
  });

  it('knows that only the newest versions tell of stopping, terminating and resuming', () => {
    expect(
      ['Pending', 'Running', 'Stopping', 'Terminating', 'Resumed', 'Stopped'].map((state) =>
        isToldByWebhook(state as never),
      ),
    ).toEqual([false, true, false, false, false, true]);
  });
});
