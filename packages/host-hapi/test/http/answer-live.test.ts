import { fail, succeed } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { type Answer, empty, json, type ToldEvent } from '../../src/http/answer.js';
import { answerLive, wantsEvents } from '../../src/http/answer-live.js';
import type { Tell } from '../../src/routes/route.js';

const check: ToldEvent = { name: 'check', data: { id: 'port-open' } };

/** Answers live, with what was told of bugs and refusals. */
async function answered(respond: Parameters<typeof answerLive>[0]) {
  const noted: unknown[] = [];
  const result = await answerLive(respond, {
    traceId: 'a-trace',
    onFault(fault) {
      noted.push(fault);
      return { code: 'internal-error', detail: 'A fault.' };
    },
    onRefused: ({ code }) => void noted.push(code),
  });
  return { result, noted };
}

async function eventsOf(answer: Answer): Promise<readonly ToldEvent[]> {
  const told: ToldEvent[] = [];
  if (answer.kind !== 'events') return told;
  for (let next = await answer.events.next(); next.done !== true; next = await answer.events.next())
    told.push(next.value);
  return told;
}

async function toldOf(respond: (tell: Tell) => ReturnType<Parameters<typeof answerLive>[0]>) {
  const { result, noted } = await answered(respond);
  return { told: result.ok ? await eventsOf(result.value) : 'refused', noted };
}

describe('an answer that is told live', () => {
  it('is a problem, and the bug is told, when there is one after the first event', async () => {
    const bug = new Error('a bug');

    const { told, noted } = await toldOf(async (tell) => {
      tell(check);
      await Promise.resolve();
      throw bug;
    });

    expect(told).toEqual([
      check,
      { name: 'answer', data: { status: 500, body: expect.objectContaining({ traceId: 'a-trace' }) } },
    ]);
    expect(noted).toEqual([bug, 'internal-error']);
  });

  it('is none where a bug or a refusal comes before the first event', async () => {
    const refusal = { code: 'connection-not-found', detail: 'None.' } as const;

    await expect(answered(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
    expect(await answered(async () => fail(refusal))).toEqual({ result: fail(refusal), noted: [] });
  });

  it('has to be JSON', async () => {
    expect(await toldOf(async () => succeed(json(200, { name: 'a' })))).toMatchObject({
      told: [{ name: 'answer', data: { status: 200, body: { name: 'a' } } }],
      noted: [],
    });
    expect(await toldOf(async () => succeed(empty))).toMatchObject({
      told: [{ name: 'answer', data: { status: 500 } }],
    });
  });

  it('ends for a listener that hangs up, and for nobody else', async () => {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let isDone = false;
    const { result } = await answered(async (tell) => {
      tell(check);
      await finished;
      tell(check);
      isDone = true;
      return succeed(json(200, {}));
    });

    if (result.ok && result.value.kind === 'events') result.value.events.close();
    finish();
    await finished;

    expect(isDone).toBe(true);
    expect(result.ok && (await eventsOf(result.value))).toEqual([]);
  });
});

describe('server-sent events', () => {
  it.each([
    ['text/event-stream', true],
    ['application/json, Text/Event-Stream;q=0.5', true],
    ['text/event-streams', false],
    ['*/*', false],
    ['application/json, text/event-stream; charset=utf-8; Q=0.0', false],
    [undefined, false],
  ])('are wanted by whoever accepts %s: %s', (accept, wanted) => {
    expect(wantsEvents({ accept })).toBe(wanted);
  });
});
