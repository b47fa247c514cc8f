import { describe, expect, it } from 'vitest';
import type { ToldEvent } from '../../src/http/answer.js';
import { eventStreamBody } from '../../src/http/event-stream-body.js';
import { until } from '../world/until.js';

/** Events that a test tells one by one. */
function scriptedEvents(events: readonly ToldEvent[], then: 'end' | 'silence' = 'end') {
  const left = [...events];
  const state = { taken: 0, closed: false };
  return {
    state,
    async next(): Promise<IteratorResult<ToldEvent>> {
      const value = left.shift();
      if (value === undefined && then === 'silence') return new Promise(() => {});
      if (value === undefined) return { done: true, value: undefined };
      state.taken += 1;
      return { done: false, value };
    },
    close() {
      state.closed = true;
    },
  };
}

const event = (number: number): ToldEvent => ({ name: 'lifecycle', data: { number, text: 'a\nb' } });

describe('a stream of events', () => {
  it('is written as the HTML standard says, and ends with the events', async () => {
    const events = scriptedEvents([event(1), event(2)]);

    const chunks: string[] = [];
    for await (const chunk of eventStreamBody(events, 60_000)) chunks.push(String(chunk));

    expect(chunks.join('')).toBe(
      'event: lifecycle\ndata: {"number":1,"text":"a\\nb"}\n\nevent: lifecycle\ndata: {"number":2,"text":"a\\nb"}\n\n',
    );
    expect(events.state.closed).toBe(true);
  });

  it('takes no more events than a slow listener has room for', async () => {
    const events = scriptedEvents(Array.from({ length: 10_000 }, (_, number) => event(number)));
    const body = eventStreamBody(events, 60_000);

    body.read();
    await until(() => (body.readableLength >= body.readableHighWaterMark ? true : undefined), 'a full buffer');

    expect(events.state.taken).toBeLessThan(2_000);
    body.destroy();
  });

  it('does not pile up comments for a listener that takes nothing', async () => {
    const body = eventStreamBody(scriptedEvents([event(1)], 'silence'), 1);
    body.read(0);
    await until(() => (body.readableLength > 0 ? true : undefined), 'the first event');
    const held = body.readableLength;

    await new Promise((resolve) => setInterval(resolve, 20).unref());

    expect(body.readableLength).toBe(held);
    body.destroy();
  });

  it('is destroyed by an event that cannot be told, and closes the events', async () => {
    const endless: Record<string, unknown> = {};
    endless.itself = endless;
    const events = scriptedEvents([event(1), { name: 'lifecycle', data: endless }]);
    const body = eventStreamBody(events, 60_000);

    await expect(body.toArray()).rejects.toThrow(TypeError);

    expect(events.state.closed).toBe(true);
  });

  it('closes the events when the listener hangs up', () => {
    const events = scriptedEvents([event(1)]);
    const body = eventStreamBody(events, 60_000);

    body.destroy();

    expect(events.state.closed).toBe(true);
  });
});
