import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/index.js';
import { longestExplained } from '../../src/use-cases/refused-deliveries.js';
import { mostExplainedAtOnce, mostExplainedPerMinute } from '../../src/webhook/explaining-budget.js';
import { createWorld, expectValue } from '../world/a-world.js';
import { hmac } from '../world/real-keyed-hash.js';
import { aRefusingHook } from './a-refusing-hook.js';

const body = new TextEncoder().encode('{"Type":"job.started"}');
const wrong = hmac('another secret', body).toString('base64');

const explained = (hook: ReturnType<typeof aRefusingHook>) =>
  hook.notices.filter(({ kind }) => kind === 'webhook-refusal-explained').length;

describe('a flood of 10,000 bad deliveries', () => {
  it('is counted, and explained once in ten seconds for a connection', async () => {
    const hook = aRefusingHook();

    for (let number = 0; number < 10_000; number += 1) {
      const signature = hmac(`secret ${number}`, body).toString('base64');
      hook.refusedDeliveries.note('connection-1')?.explain(signature, body);
      // The first explanation begins at 0 s, the last at 90 s.
      if (number % 100 === 99) await hook.clock.advance(999);
    }

    expect(explained(hook)).toBe(10);
    expect(await hook.refusedDeliveries.of('connection-1')).toMatchObject({
      value: { mistakes: [{ mistake: 'unexplained', count: 10 }], refused: 10_000, notExamined: 9_990 },
    });
  });

  it('is explained for all connections together so many times a minute', async () => {
    const hook = aRefusingHook();
    const ids = [...Array(100).keys()].map((number) => `connection-${number}`);
    for (const id of ids) hook.hooks.open(id, new Secret(`secret of ${id}`));

    for (let round = 0; round < 100; round += 1) {
      for (const id of ids) hook.refusedDeliveries.note(id)?.explain(wrong, body);
      await hook.clock.advance(599);
    }

    expect(explained(hook)).toBe(mostExplainedPerMinute);
  });

  it('has few explanations under way at once, so that a host holds few bodies', () => {
    const hook = aRefusingHook();
    const ids = [...Array(10_000).keys()].map((number) => `connection-${number}`);
    for (const id of ids) hook.hooks.open(id, new Secret(`secret of ${id}`));

    const underWay = ids.map((id) => hook.refusedDeliveries.note(id)).filter((explaining) => explaining !== undefined);

    expect(underWay).toHaveLength(mostExplainedAtOnce);
  });

  it('leaves nothing but the number where it is sent to connections that there are not', async () => {
    const hook = aRefusingHook();
    const before = inspect(hook.book, { depth: 9, showHidden: true });

    for (let number = 0; number < 10_000; number += 1) {
      expect(hook.refusedDeliveries.note(`stranger-${number}`)).toBeUndefined();
    }

    expect(inspect(hook.book, { depth: 9, showHidden: true })).toBe(before);
    expect(hook.notices).toEqual([]);
    expect(await hook.refusedDeliveries.of('connection-1')).toMatchObject({
      value: { mistakes: [], refused: 0, toNoConnection: 10_000 },
    });
  });
});

describe('an explanation', () => {
  it('lets others have their turn after some hashes, the more often the longer the body', async () => {
    const hook = aRefusingHook();
    const longest = new Uint8Array(longestExplained).fill(0x20);
    const explaining = hook.refusedDeliveries.note('connection-1')?.explain(wrong, longest);
    for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();

    expect(explained(hook)).toBe(0);
    await hook.clock.advance(0);
    await explaining;
    expect(explained(hook)).toBe(1);
  });

  it('is not given of a body that is too long, or not held any more', async () => {
    const hook = aRefusingHook();

    await hook.deliver(wrong, new Uint8Array(longestExplained + 1));
    await hook.clock.advance(10_000);
    await hook.refusedDeliveries.note('connection-1')?.explain(wrong, undefined);

    expect(await hook.refusedDeliveries.of('connection-1')).toMatchObject({
      value: { mistakes: [], refused: 2, notExamined: 2 },
    });
  });

  it('that ends after its connection was taken down is not kept', async () => {
    const hook = aRefusingHook();
    const explaining = hook.refusedDeliveries.note('connection-1');
    hook.hooks.close('connection-1');
    hook.book.forget('connection-1');

    await explaining?.explain(wrong, body);

    expect(await hook.mistakes()).toEqual([]);
    expect(explained(hook)).toBe(0);
  });

  it('is given again after one that failed', async () => {
    const hook = aRefusingHook();
    const broken = Object.defineProperty(new Uint8Array([0xef, 0xbb, 0xbf]), 'subarray', { value: undefined });
    for (let times = 0; times < mostExplainedAtOnce; times += 1) {
      await expect(hook.refusedDeliveries.note('connection-1')?.explain(wrong, broken)).rejects.toThrow(TypeError);
      await hook.clock.advance(10_000);
    }

    expect(hook.refusedDeliveries.note('connection-1')).toBeDefined();
  });
});

describe('a connection that is removed', () => {
  it('takes what is known of its refusals along', async () => {
    const world = createWorld();
    const { id } = await world.connect();
    await world.cuelight.refusedDeliveries.note(id)?.explain(undefined, new Uint8Array());
    const before = expectValue(await world.cuelight.refusedDeliveries.of(id));
    const row = world.storage.rows.connections.get(id);

    await world.cuelight.disconnect(id, { deleteReferences: true, acceptOrphanWebhook: false });

    expect(before.mistakes).toMatchObject([{ mistake: 'no-signature', count: 1 }]);
    expect(await world.cuelight.refusedDeliveries.of(id)).toMatchObject({ failure: { code: 'connection-not-found' } });
    if (row !== undefined) world.storage.rows.connections.set(id, row);
    expect(await world.cuelight.refusedDeliveries.of(id)).toMatchObject({ value: { mistakes: [], refused: 0 } });
  });
});
