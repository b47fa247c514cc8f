import { type Notice, Secret } from '../../src/index.js';
import { createRefusedDeliveries } from '../../src/use-cases/refused-deliveries.js';
import { createTakeDeliveries } from '../../src/use-cases/take-deliveries.js';
import { createExplainingBudget } from '../../src/webhook/explaining-budget.js';
import { createHookRegistry } from '../../src/webhook/hook-registry.js';
import { createRefusalBook } from '../../src/webhook/refusal-book.js';
import { expectValue } from '../world/a-world.js';
import { createMemoryStorage } from '../world/memory-storage.js';
import { realKeyedHash } from '../world/real-keyed-hash.js';
import { createVirtualClock } from '../world/virtual-clock.js';

/** What Orchestrator signs with for `connection-1`, after the secret before, and for `connection-2`. */
export const secrets = {
  present: 'cGVy-c2VjcmV0LW9mLWNvbm5lY3Rpb24tb25lLW5vdyE',
  former: 'Zm9y-bWVyLXNlY3JldC1vZi1jb25uZWN0aW9uLW9uZSE',
  other: 'b3Ro-ZXItc2VjcmV0LW9mLWNvbm5lY3Rpb24tdHdvLS0',
};

/** Hooks of two connections, and all that is known of what is refused. */
export function aRefusingHook() {
  const clock = createVirtualClock();
  const hooks = createHookRegistry(clock, () => {});
  const notices: Notice[] = [];
  const observed: unknown[] = [];
  const tracker = { observe: (...seen: readonly unknown[]) => observed.push(seen) > 0 } as never;
  const book = createRefusalBook();
  const storage = createMemoryStorage();
  for (const id of ['connection-1', 'connection-2']) {
    storage.rows.connections.set(id, { id, status: 'verified' } as never);
  }
  const ports = {
    ...{ clock, hooks, book, tracker, keyedHash: realKeyedHash, connections: storage.connections },
    notices: { notice: (notice: Notice) => void notices.push(notice) },
  };
  const deliveries = createTakeDeliveries(ports);
  const refusedDeliveries = createRefusedDeliveries({ ...ports, budget: createExplainingBudget(clock) });
  hooks.open('connection-1', new Secret(secrets.former));
  hooks.open('connection-2', new Secret(secrets.other));
  hooks.change('connection-1', new Secret(secrets.present));

  return {
    ...{ clock, hooks, notices, observed, book, deliveries, refusedDeliveries },
    /** Takes a delivery as a host does, and lets its explanation come to its end. */
    async deliver(signature: string | undefined, body: Uint8Array, connectionId = 'connection-1') {
      const taken = deliveries.take({ connectionId, body, signature });
      const explained =
        taken === 'refused' ? refusedDeliveries.note(connectionId)?.explain(signature, body) : undefined;
      await clock.advance(1);
      await explained;
      return taken;
    },
    async mistakes(connectionId = 'connection-1') {
      const report = expectValue(await refusedDeliveries.of(connectionId));
      return report.mistakes.map(({ mistake }) => mistake);
    },
  };
}
