import { expect, it } from 'vitest';
import { createHookRegistry } from '../../src/webhook/hook-registry.js';
import { createVirtualClock } from '../world/virtual-clock.js';

it('tells a ping to who waits for it now, though one before waited in vain', async () => {
  const clock = createVirtualClock();
  const hooks = createHookRegistry(clock, () => {});
  const first = hooks.expectPing('connection-1', 10_000);
  await clock.advance(9_000);
  const second = hooks.expectPing('connection-1', 5_000);

  await clock.advance(1_500);
  hooks.pinged('connection-1');

  expect(await Promise.all([first, second])).toEqual([false, true]);
});

it('tells a ping to all who wait for it at the same time', async () => {
  const hooks = createHookRegistry(createVirtualClock(), () => {});
  const both = [hooks.expectPing('connection-1', 8_000), hooks.expectPing('connection-1', 8_000)];

  hooks.pinged('connection-1');

  expect(await Promise.all(both)).toEqual([true, true]);
});
