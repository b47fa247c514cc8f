import * as core from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { expectValue } from '../../src/contracts/expect-value.js';
import type { StartFate } from '../../src/lifecycle-model/lifecycle-system.js';
import { promisesSettled } from '../../src/lifecycle-model/standing-clock.js';
import { createGate } from './gate.js';
import { createMemorySystem } from './memory-system.js';

const start = { idempotencyKey: 'invoice-4711', input: { in_Period: '2026-11' } };

describe.each<[string, readonly StartFate[]]>([
  ['is answered', []],
  ['gets no answer', ['answer-lost']],
])('a process that dies during a start that %s', (_, fates) => {
  it.each(['before', 'after'] as const)(
    'at any call, %s it has its effect, leaves one job to its repeat',
    async (when) => {
      let deaths = 0;
      for (let call = 1; ; call += 1) {
        const gate = createGate();
        const system = await createMemorySystem(core, gate.guard);
        system.orchestrator.nextStarts(...fates);
        gate.dieAt(call, when);
        void system.start(start);
        await system.advance(1_000);
        const hasDied = gate.open();

        await system.restart();
        const repeated = expectValue(await system.start(start));
        await promisesSettled();

        expect(system.orchestrator.jobs().map(({ key }) => key)).toEqual([repeated.job.jobKey]);
        await system.close();
        if (!hasDied) break;
        deaths += 1;
      }

      // The process reference, the connection, the tag key, the search, the release, the start: each was died at.
      expect(deaths).toBeGreaterThanOrEqual(6);
    },
  );
});
