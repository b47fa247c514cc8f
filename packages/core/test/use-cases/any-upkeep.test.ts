import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Connection, heldWebhookOf, type OrchestratorWebhooks } from '../../src/index.js';
import { createWorld, expectValue, publicUrl, type World } from '../world/a-world.js';
import { createGate } from '../world/gate.js';
import type { StubWebhook } from '../world/stub-orchestrator.js';

const overlapMs = 15 * 60_000;
const otherUrl = 'https://moved.example';

/** Something that happens to a connection, at Orchestrator's side or at ours. */
type Happening =
  | { readonly kind: 'changed-there'; readonly change: Partial<StubWebhook> }
  | { readonly kind: 'deleted-there' }
  | { readonly kind: 'refused' | 'away'; readonly calls: readonly string[] }
  | { readonly kind: 'allowed' }
  | { readonly kind: 'answer-lost'; readonly call: 'create' | 'change' | 'delete'; readonly isDone: boolean }
  | { readonly kind: 'restarted'; readonly url: string | undefined }
  | { readonly kind: 'kept' | 'rotated' }
  | {
      readonly kind: 'died-while-kept' | 'died-while-rotated';
      readonly call: number;
      readonly when: 'before' | 'after';
    }
  | { readonly kind: 'time-passed'; readonly ms: number };

const calls = ['createWebhook', 'readWebhook', 'changeWebhook', 'findWebhook', 'deleteWebhook', 'ping'];
const always: readonly fc.Arbitrary<Happening>[] = [
  fc.record({
    kind: fc.constant('changed-there'),
    change: fc.constantFrom<Partial<StubWebhook>>(
      { isEnabled: false },
      { sendsJobEvents: false },
      { allowsInsecureSsl: true },
      { url: 'https://elsewhere.example/' },
    ),
  }),
  fc.constant({ kind: 'deleted-there' }),
  fc.record({ kind: fc.constantFrom('refused', 'away'), calls: fc.subarray(calls, { minLength: 1 }) }),
  fc.constant({ kind: 'allowed' }),
  fc.constant({ kind: 'kept' }),
  fc.constant({ kind: 'rotated' }),
  fc.record({ kind: fc.constant('time-passed'), ms: fc.constantFrom(1, 130_000, overlapMs) }),
];
const mishaps: readonly fc.Arbitrary<Happening>[] = [
  fc.record({
    kind: fc.constant('answer-lost'),
    call: fc.constantFrom('create', 'change', 'delete'),
    isDone: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom('died-while-kept', 'died-while-rotated'),
    call: fc.integer({ min: 1, max: 14 }),
    when: fc.constantFrom('before', 'after'),
  }),
  fc.record({ kind: fc.constant('restarted'), url: fc.constantFrom(publicUrl, undefined) }),
];
const moves: readonly fc.Arbitrary<Happening>[] = [
  fc.record({ kind: fc.constant('restarted'), url: fc.constantFrom(publicUrl, otherUrl, undefined) }),
];

describe('whatever happened to a webhook', () => {
  it.each([
    ['answers are lost and processes die', mishaps],
    ['the address of Cuelight changes', moves],
  ])('there is exactly one, and it is right, once it could be seen to: when %s', async (_, more) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(...always, ...more), { maxLength: 14 }), async (happenings) => {
        let world = createWorld();
        const { id } = await world.connect();
        const answering = { ...world.orchestrator.webhooks };
        for (const happening of happenings) world = await happen(world, id, happening);

        world.orchestrator.failing.clear();
        Object.assign(world.orchestrator.webhooks, answering);
        world = await restarted(world, publicUrl);
        await world.clock.advance(1);
        const kept = expectValue(await world.cuelight.keepSubscriptions());

        const right = {
          url: `${publicUrl}/hooks/${id}`,
          isEnabled: true,
          sendsJobEvents: true,
          allowsInsecureSsl: false,
        };
        expect(kept).toMatchObject({ failed: 0, refused: 0 });
        expect([...world.orchestrator.webhookUrls.values()]).toEqual([expect.objectContaining(right)]);
        expect(connectionOf(world, id).subscription.kind).toBe('webhook');
        expect(world.deliver(id)).toBe('accepted');

        await world.clock.advance(overlapMs);
        await world.cuelight.keepSubscriptions();
        const [webhook] = world.orchestrator.webhookUrls.values();
        expect(webhookSecrets(world)).toEqual([webhook?.secret]);
        expect(world.deliver(id)).toBe('accepted');
      }),
      { numRuns: 150 },
    );
  });
});

async function happen(world: World, id: string, happening: Happening): Promise<World> {
  const { cuelight, orchestrator, clock } = world;
  switch (happening.kind) {
    case 'changed-there': {
      // One that was made without our learning its id, and then led elsewhere, cannot be known for ours by anybody.
      const named = heldWebhookOf(connectionOf(world, id).subscription)?.webhookId;
      for (const [key, webhook] of orchestrator.webhookUrls) {
        if (key === named || happening.change.url === undefined) {
          orchestrator.webhookUrls.set(key, { ...webhook, ...happening.change });
        }
      }
      return world;
    }
    case 'deleted-there':
      orchestrator.webhookUrls.clear();
      return world;
    case 'refused':
    case 'away': {
      const code = happening.kind === 'refused' ? 'orchestrator-forbidden' : 'orchestrator-unreachable';
      for (const call of happening.calls) orchestrator.failing.set(call, { code, detail: 'No.' });
      return world;
    }
    case 'allowed':
      orchestrator.failing.clear();
      return world;
    case 'answer-lost':
      loseOneAnswer(orchestrator.webhooks, happening.call, happening.isDone);
      return world;
    case 'restarted':
      return restarted(world, happening.url);
    case 'kept':
      await cuelight.keepSubscriptions();
      return world;
    case 'rotated':
      await cuelight.rotateWebhookSecret(id);
      return world;
    case 'died-while-kept':
    case 'died-while-rotated': {
      const gate = createGate();
      const dying = createWorld({ publicUrl }, world, gate.guard);
      await dying.cuelight.openHooks();
      gate.dieAt(happening.call, happening.when);
      const work = happening.kind === 'died-while-kept' ? 'keepSubscriptions' : 'rotateWebhookSecret';
      void dying.cuelight[work](id);
      await clock.advance(0);
      gate.dieAt(0, 'before');
      return restarted(dying, publicUrl);
    }
    case 'time-passed':
      await clock.advance(happening.ms);
      return world;
  }
}

async function restarted(world: World, url: string | undefined): Promise<World> {
  await world.clock.advance(1);
  const next = createWorld(url === undefined ? {} : { publicUrl: url }, world);
  await next.cuelight.openHooks();
  return next;
}

function loseOneAnswer(webhooks: OrchestratorWebhooks, name: 'create' | 'change' | 'delete', isDone: boolean): void {
  const call = webhooks[name];
  Object.assign(webhooks, {
    async [name](...args: readonly unknown[]) {
      Object.assign(webhooks, { [name]: call });
      if (isDone) await Reflect.apply(call, webhooks, args);
      return {
        ok: false,
        failure: { code: 'orchestrator-timeout', detail: 'No answer came.', mayHaveHappened: true },
      };
    },
  });
}

function webhookSecrets({ storage }: World): readonly string[] {
  return [...storage.rows.secrets].filter(([name]) => name.includes('/webhook-secret/')).map(([, { text }]) => text);
}

function connectionOf({ storage }: World, id: string): Connection {
  const row = storage.rows.connections.get(id);
  if (row === undefined) throw new Error('the connection is gone');
  return row;
}
