import { isFinal, type RunEvent } from '@cuelight/core';
import { expectLegalWalk } from '@cuelight/test-harness/lifecycle-model/legal-walk';
import { createStandingClock } from '@cuelight/test-harness/lifecycle-model/standing-clock';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRobotBridge } from '../../src/robotjs/index.js';
import type { SdkJob } from '../../src/robotjs/robot-sdk.js';
import { onlyPage } from '../../src/robotjs/tabs.js';
import { processId, quietPage } from './a-bridge.js';

/** What may happen next, of the job or of those who listen. */
const happening = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'poll' } as const) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('time' as const), byMs: fc.nat({ max: 90_000 }) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'listen' } as const) },
  fc.record({ kind: fc.constant('leave' as const), which: fc.nat({ max: 4 }) }),
  fc.record({ kind: fc.constant('tell' as const), what: fc.anything() }),
  fc.record({ kind: fc.constant('resolve' as const), what: fc.anything() }),
  fc.record({ kind: fc.constant('reject' as const), what: fc.anything() }),
  fc.record({
    kind: fc.constant('reject' as const),
    what: fc.record({
      state: fc.constantFrom('Faulted', 'Canceled', 1, ''),
      Message: fc.anything(),
      ClassName: fc.anything(),
    }),
  }),
);

describe('a listener of a local job', () => {
  it('hears a legal walk from where the job stood, and one end, whatever the robot does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async (all) => {
        const { bridge, clock, robot } = aScriptedRobot();
        const run = await bridge.start(processId);
        if (!run.ok) throw new Error(run.failure.code);
        const { jobKey } = run.value;
        const listeners = [listen(run.value)];
        for (const each of all) {
          if (each.kind === 'poll') robot.poll();
          if (each.kind === 'time') await clock.advance(each.byMs);
          if (each.kind === 'tell') robot.tell(each.what);
          if (each.kind === 'resolve') robot.resolve(each.what);
          if (each.kind === 'reject') robot.reject(each.what);
          if (each.kind === 'leave') await listeners[each.which]?.leave();
          if (each.kind === 'listen') {
            const other = await bridge.follow(processId, jobKey);
            if (other.ok) listeners.push(listen(other.value));
          }
          await clock.advance(0);
        }
        await clock.advance(120_000);

        const ends = new Set<unknown>();
        for (const { events, isOver, hasLeft } of listeners) {
          expect(isOver()).toBe(true);
          expectLegalWalk(events);
          expect(new Set(events.map(keyOf)).size).toBeLessThanOrEqual(1);
          const last = events.at(-1);
          if (!hasLeft()) expect(last?.kind === 'lost' || isFinal(stateOf(last))).toBe(true);
          if (last !== undefined && last.kind !== 'lost' && isFinal(stateOf(last))) ends.add(stateOf(last));
        }
        expect(ends.size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });
});

function keyOf(event: RunEvent): string {
  return event.kind === 'snapshot' ? event.job.jobKey : event.kind === 'lifecycle' ? event.move.jobKey : event.jobKey;
}

function stateOf(event: RunEvent | undefined) {
  if (event?.kind === 'snapshot') return event.job.state;
  return event?.kind === 'lifecycle' ? event.move.state : 'Pending';
}

function listen({ events: heard }: { readonly events: AsyncIterableIterator<RunEvent> }) {
  const events: RunEvent[] = [];
  let [isOver, hasLeft] = [false, false];
  const listening = async () => {
    for await (const event of heard) events.push(event);
    isOver = true;
  };
  void listening();
  return {
    events,
    isOver: () => isOver,
    hasLeft: () => hasLeft,
    async leave() {
      hasLeft = true;
      await heard.return?.();
    },
  };
}

/** A robot, and an SDK before it, of which the test says what they do. */
function aScriptedRobot() {
  const clock = createStandingClock(0);
  const handlers: ((told: unknown) => void)[] = [];
  let [resolve, reject] = [(_: unknown) => {}, (_: unknown) => {}];
  const job: SdkJob = { jobId: 'made up', on: (_, handler) => void handlers.push(handler) };
  const sdk = {
    settings: { portNumber: 2323, disableTelemetry: false },
    on() {},
    getProcesses: async () => [{ id: 'a', name: 'Release' }],
    installProcess: async () => ({ inputArgumentsSchema: [] }),
    createJob: () => job,
    startJob() {
      job.jobId = 'a-job';
      return new Promise((...settle) => {
        [resolve, reject] = settle;
      });
    },
    stopProcess: async () => {},
  };
  const bridge = createRobotBridge({
    load: async () => ({ UiPathRobot: sdk }),
    getProcess: () => ({ releaseName: 'Release', packageId: 'Package' }),
    clock,
    page: quietPage,
    tabs: onlyPage,
  });
  const robot = {
    poll: () => void job.jobId,
    tell: (what: unknown) => {
      for (const handler of handlers) handler(what);
    },
    resolve: (what: unknown) => resolve(what),
    reject: (what: unknown) => reject(what),
  };
  return { bridge, clock, robot };
}
