import { createHostClient } from '@cuelight/adapters/host-client';
import {
  type FailureCode,
  failures,
  jobFlags,
  jobStates,
  lostReasons,
  observationSources,
  transitions,
} from '@cuelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostProblems } from '../../src/problems/host-problems.js';
import { problemOf, problemShape } from '../../src/problems/problem.js';
import type { Refusal } from '../../src/problems/refusal.js';
import { jobShape, lifecycleShape, lostShape, startedJobShape } from '../../src/shapes/job-shape.js';

const processId = '01933f1e-0000-7000-8000-000000000001';
const jobKey = '1c7222dc-416f-4c60-9b17-000000000001';

const instant = fc.constantFrom('2026-11-23T09:13:50.1230000Z', '2026-02-28T23:59:59.0000001Z');
const json = fc
  .dictionary(fc.string(), fc.jsonValue())
  // There is no -0 on the wire.
  .map((output) => JSON.parse(JSON.stringify(output)) as Record<string, never>);
const ending = {
  output: json,
  fault: fc.record({ message: fc.string(), code: fc.string() }, { requiredKeys: ['message'] }),
  flags: fc.subarray([...jobFlags]),
};
const job = fc.record(
  {
    jobKey: fc.constant(jobKey),
    state: fc.constantFrom(...jobStates),
    startedAt: instant,
    endedAt: instant,
    ...ending,
  },
  { requiredKeys: ['jobKey', 'state'] },
);
const moves = transitions.filter(({ from }) => from !== null);
const lifecycle = fc
  .record(
    {
      row: fc.constantFrom(...moves),
      via: fc.constantFrom(...observationSources),
      inferred: fc.boolean(),
      at: instant,
      ...ending,
    },
    { requiredKeys: ['row', 'via', 'inferred'] },
  )
  .map(({ row, ...rest }) => ({ jobKey, from: row.from, state: row.to, ...rest }));
const lost = fc.record({ jobKey: fc.constant(jobKey), reason: fc.constantFrom(...lostReasons) });

/** What a client of a service makes of one answer to a start, and of one stream. */
function clientOf(answer: Response | undefined, events: readonly (readonly [string, unknown])[] = []) {
  const stream = events.map(([name, data]) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`).join('');
  const fetch: typeof globalThis.fetch = async (_, init) =>
    init?.method === 'POST' && answer !== undefined
      ? answer.clone()
      : new Response(stream, { headers: { 'content-type': 'text/event-stream' } });
  return createHostClient({ url: 'https://cuelight.example', getToken: () => 'a-token', fetch, patienceMs: 0 });
}

describe('the host client and the shapes of the host', () => {
  it('agree on every member of what a stream tells', async () => {
    await fc.assert(
      fc.asyncProperty(job, lifecycle, lost, async (snapshot, move, loss) => {
        jobShape.parse(snapshot);
        lifecycleShape.parse(move);
        lostShape.parse(loss);
        const before = { jobKey, state: move.from };
        const told = [
          ['snapshot', before],
          ['lifecycle', move],
          ['snapshot', snapshot],
          ['lost', loss],
        ] as const;
        const run = await clientOf(undefined, told).follow(processId, jobKey);
        if (!run.ok) throw new Error(run.failure.code);

        const heard: unknown[] = [];
        for await (const event of run.value.events) {
          heard.push(event);
          if (heard.length === 4) break;
        }
        const expected = [
          { kind: 'snapshot', job: before },
          { kind: 'lifecycle', move },
          { kind: 'snapshot', job: snapshot },
          { kind: 'lost', ...loss },
        ];
        const end = expected.findIndex(({ job, move }) => isEnd((job ?? move)?.state));
        expect(heard).toEqual(end < 0 ? expected : expected.slice(0, end + 1));
      }),
    );
  });

  it('agree on a job that was started, with all it may have', async () => {
    const started = startedJobShape.parse({
      ...{ jobKey, state: 'Pending', repeated: true, idempotency: 'process' },
      versionChanged: { from: '1.0.0', to: '1.0.1' },
    });
    const answer = new Response(JSON.stringify(started), {
      status: 202,
      headers: { 'content-type': 'application/json' },
    });

    expect(await clientOf(answer).start(processId)).toMatchObject({ ok: true, value: { jobKey } });
  });

  it.each([...Object.keys(failures), ...Object.keys(hostProblems)])(
    'agree on the problem %s: code, detail and remedy arrive',
    async (code) => {
      const refusal = { code, detail: 'It does not work.' } as Refusal;
      const problem = problemShape.parse(problemOf(refusal, 'a-trace-id'));
      const headers = { 'content-type': 'application/problem+json; charset=utf-8' };
      const answer = new Response(JSON.stringify(problem), { status: problem.status, headers });

      const started = await clientOf(answer).start(processId);

      const told: FailureCode = Object.hasOwn(failures, code) ? (code as FailureCode) : 'service-refused';
      expect(started).toMatchObject({
        failure: {
          code: told,
          detail: problem.detail,
          problem: { status: problem.status, code, remedy: problem.remedy },
        },
      });
    },
  );
});

function isEnd(state: unknown): boolean {
  return state === 'Successful' || state === 'Faulted' || state === 'Stopped';
}
