import { describe, expect, it } from 'vitest';
import { createEventStream } from '../../src/watching/event-stream.js';

describe('a stream of events', () => {
  it('gives what came before the reader, then what comes, then ends', async () => {
    const stream = createEventStream<number>(() => {});
    stream.push(1);
    stream.push(2);
    const heard: number[] = [];
    const reading = (async () => {
      for await (const event of stream) heard.push(event);
    })();
    await Promise.resolve();

    stream.push(3);
    stream.end();
    stream.push(4);
    await reading;

    expect(heard).toEqual([1, 2, 3]);
  });

  it('is closed once, when its reader leaves', async () => {
    let closed = 0;
    const stream = createEventStream<number>(() => {
      closed += 1;
    });
    stream.push(1);

    for await (const event of stream) {
      expect(event).toBe(1);
      break;
    }
    stream.close();

    expect(closed).toBe(1);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it('says when its reader has fallen a thousand events behind', () => {
    const stream = createEventStream<number>(() => {});
    const taken = Array.from({ length: 1_001 }, (_, number) => stream.push(number));

    expect(taken.filter((wasTaken) => wasTaken)).toHaveLength(1_000);
    expect(taken.at(-1)).toBe(false);
  });
});
