import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCallBudget } from '../../src/orchestrator-http/call-budget.js';
import { withOrchestrator } from './with-orchestrator.js';

const anyPage = { skip: 0, take: 10 };

describe('the calls a connection may make', () => {
  it('are never more than the burst and what time has added, however they come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.nat(400), { minLength: 1, maxLength: 60 }),
        (burst, perSecond, gaps) => {
          let nowMs = 0;
          const budget = createCallBudget({ burst, perSecond }, () => nowMs);
          const madeAtMs = gaps.map((gapMs) => {
            nowMs += gapMs;
            return nowMs + budget.spend(Number.POSITIVE_INFINITY);
          });
          for (const [index, at] of madeAtMs.entries()) {
            expect(at).toBeGreaterThanOrEqual(madeAtMs[index - 1] ?? 0);
            expect(index + 1).toBeLessThanOrEqual(burst + (at / 1_000) * perSecond + 1e-6);
          }
        },
      ),
    );
  });

  it('wait for their turn, and fail at once when it would come too late', async () => {
    const pauses: number[] = [];
    const { server, directory, access } = await withOrchestrator(undefined, {
      nowMs: () => 0,
      pause: async (ms) => void pauses.push(ms),
      rate: { burst: 2, perSecond: 1 },
      timeouts: { callMs: 1_500 },
    });

    // Signing in is the first call.
    const outcomes = [];
    for (let calls = 0; calls < 3; calls += 1) outcomes.push(await directory.listFolders(access, anyPage));

    expect(outcomes).toMatchObject([
      { ok: true },
      { ok: true },
      { failure: { code: 'orchestrator-throttled', retryAfterMs: 2_000 } },
    ]);
    expect(pauses).toEqual([1_000]);
    expect(server.to('/odata/Folders')).toHaveLength(2);
  });
});
