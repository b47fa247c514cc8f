import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createByteBudget } from '../../src/http/byte-budget.js';
import { type ReadLimits, readBytes } from '../../src/http/read-bytes.js';

const limits = (change: Partial<ReadLimits> = {}): ReadLimits => ({
  maxBytes: 10,
  withinMs: 60_000,
  budget: createByteBudget(100),
  ...change,
});

const bytes = (...lengths: readonly number[]) => Readable.from(lengths.map((length) => Buffer.alloc(length, 'x')));

/** A body that begins and never ends. */
function unfinished(length: number): Readable {
  const body = new Readable({ read() {} });
  body.push(Buffer.alloc(length));
  return body;
}

describe('reading a body', () => {
  it('takes as many bytes as there may be', async () => {
    const read = await readBytes(bytes(4, 6), limits());

    expect(read).toEqual({ ok: true, value: Buffer.alloc(10, 'x') });
  });

  it('takes a body without a byte', async () => {
    expect(await readBytes(Readable.from([]), limits())).toEqual({ ok: true, value: Buffer.alloc(0) });
  });

  it('ends with the first byte too many', async () => {
    expect(await readBytes(unfinished(11), limits())).toMatchObject({ failure: { code: 'body-too-large' } });
  });

  it('does not wait for a sender that stops halfway', async () => {
    const read = await readBytes(unfinished(5), limits({ withinMs: 5 }));

    expect(read).toMatchObject({ failure: { code: 'request-timeout' } });
  });

  it('says that the sender gave up', async () => {
    const body = unfinished(5);
    const reading = readBytes(body, limits());

    body.destroy(new Error('aborted'));

    expect(await reading).toMatchObject({ failure: { code: 'invalid-input' } });
  });

  it('refuses what is more than all bodies under way may hold, and gives back what it held', async () => {
    const budget = createByteBudget(10);
    const slow = unfinished(8);
    const first = readBytes(slow, limits({ budget }));
    await new Promise(setImmediate);

    const second = await readBytes(bytes(3), limits({ budget }));
    slow.push(null);
    const third = [await first, await readBytes(bytes(10), limits({ budget }))];

    expect(second).toMatchObject({ failure: { code: 'too-many-deliveries' } });
    expect(third).toMatchObject([{ ok: true }, { ok: true }]);
  });
});
