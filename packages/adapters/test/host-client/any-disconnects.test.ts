import { isFinal, type JobState, type RunEvent, transitions } from '@cuelight/core';
import { expectLegalWalk } from '@cuelight/test-harness/lifecycle-model/legal-walk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aClientOf,
  aTelling,
  atRest,
  eventText,
  jobKey,
  move,
  problem,
  processId,
  snapshot,
  type Telling,
} from './a-service.js';

/** The life of a job: any walk through the table, to an end. */
const life = fc.array(fc.nat({ max: 20 }), { maxLength: 8 }).map((choices) => {
  const states: JobState[] = ['Pending'];
  const next = (choice: number, among = transitions) => {
    const moves = among.filter(({ from }) => from === states.at(-1));
    const taken = moves[choice % moves.length];
    if (taken !== undefined) states.push(taken.to);
  };
  for (const choice of choices) next(choice);
  const ends = transitions.filter(({ to }) => isFinal(to));
  if (!isFinal(states.at(-1) ?? 'Pending')) next(choices.length, ends);
  if (!isFinal(states.at(-1) ?? 'Pending')) states.push('Stopping', 'Stopped');
  return states;
});

/** What happens on the way between the service and its listener. */
const happening = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'move' } as const) },
  fc.record({ kind: fc.constant('cut' as const), afterShare: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.constant({ kind: 'break' } as const),
  fc.constant({ kind: 'end' } as const),
  fc.constant({ kind: 'silence' } as const),
  fc.constant({ kind: 'refusals' } as const),
  fc.constant({ kind: 'repetition' } as const),
);

describe('a listener of the service', () => {
  it('hears a legal walk from each snapshot on, and exactly one end, whatever breaks in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        life,
        fc.array(happening, { maxLength: 12 }),
        fc.nat({ max: 3_000 }),
        async (states, all, stepMs) => {
          let at = 0;
          let refusals = 0;
          let telling: Telling = aTelling();
          const { client, clock } = aClientOf(() => {
            if (refusals > 0) {
              refusals -= 1;
              return problem(503, 'not-ready');
            }
            telling = aTelling();
            telling.tell(...snapshot(states[at] ?? ''));
            return telling.response;
          });
          const run = await client.follow(processId, jobKey);
          if (!run.ok) throw new Error(run.failure.code);
          const heard: RunEvent[] = [];
          let isOver = false;
          const listening = (async () => {
            for await (const event of run.value.events) heard.push(event);
            isOver = true;
          })();
          const nextMove = () => {
            const from = states[at] ?? '';
            at += 1;
            return eventText(...move(from, states[at] ?? ''));
          };

          for (const each of all) {
            if (each.kind === 'move' && at + 1 < states.length) telling.send(nextMove());
            if (each.kind === 'cut' && at + 1 < states.length) {
              const text = nextMove();
              telling.send(text.slice(0, Math.floor(text.length * each.afterShare)));
              telling.breakOff();
            }
            if (each.kind === 'break') telling.breakOff();
            if (each.kind === 'end') telling.end();
            if (each.kind === 'silence') await clock.advance(50_000);
            if (each.kind === 'refusals') refusals += 2;
            // A service that has forgotten what it told, as after a failover.
            if (each.kind === 'repetition') telling.tell(...move(states[0] ?? '', states[1] ?? ''));
            await clock.advance(stepMs);
          }
          while (at + 1 < states.length) telling.send(nextMove());
          for (let minutes = 0; minutes < 10 && !isOver; minutes += 1) await clock.advance(60_000);
          await atRest();

          expect(isOver).toBe(true);
          await listening;
          expectLegalWalk(heard);
          const last = heard.at(-1);
          const ending = last?.kind === 'snapshot' ? last.job.state : last?.kind === 'lifecycle' ? last.move.state : '';
          expect(ending).toBe(states.at(-1));
        },
      ),
      { numRuns: 60 },
    );
  });
});
