import { describe, expect, it } from 'vitest';
import type { Failure, SecretRef } from '../../src/index.js';
import { admin, connectInput, createWorld, expectValue, publicUrl, type World } from '../world/a-world.js';
import { createGate } from '../world/gate.js';
import { settle } from '../world/virtual-clock.js';

const overlapMs = 15 * 60_000;
const away: Failure = { code: 'orchestrator-unreachable', detail: 'away' };
const forbidden: Failure = { code: 'orchestrator-forbidden', detail: 'The user needs Webhooks.Edit.' };

describe('changing the secret of a webhook', () => {
  it('gives Orchestrator a new one, and takes deliveries signed with either for a quarter of an hour', async () => {
    const { world, connection, isTaken } = await aConnectedWorld();
    const before = secretOf(world);

    const { oldSecretUntilMs } = expectValue(await world.cuelight.rotateWebhookSecret(connection.id));

    expect(secretOf(world)).not.toBe(before);
    expect(oldSecretUntilMs).toBe(world.clock.nowMs() + overlapMs);
    await world.clock.advance(overlapMs - 1);
    await world.cuelight.keepSubscriptions();
    expect([isTaken(before), isTaken(secretOf(world))]).toEqual([true, true]);
    await world.clock.advance(1);
    await world.cuelight.keepSubscriptions();
    expect([isTaken(before), isTaken(secretOf(world))]).toEqual([false, true]);
    expect(webhookSecrets(world)).toEqual([secretOf(world)]);
  });

  it('is not begun again while the one before is still valid', async () => {
    const { world, connection, isTaken } = await aConnectedWorld();
    const before = secretOf(world);
    await world.cuelight.rotateWebhookSecret(connection.id);

    const again = await world.cuelight.rotateWebhookSecret(connection.id);
    await world.clock.advance(overlapMs);
    await world.cuelight.keepSubscriptions();
    const later = await world.cuelight.rotateWebhookSecret(connection.id);

    expect(again).toMatchObject({ failure: { code: 'webhook-secret-changing', retryAfterMs: overlapMs } });
    expect(later).toMatchObject({ ok: true });
    expect(isTaken(before)).toBe(false);
  });

  it('is begun again once the time of the one before is over, though the upkeep has not come yet', async () => {
    const { world, connection, isTaken } = await aConnectedWorld();
    const oldest = secretOf(world);
    await world.cuelight.rotateWebhookSecret(connection.id);
    const old = secretOf(world);

    await world.clock.advance(overlapMs - 1);
    const early = await world.cuelight.rotateWebhookSecret(connection.id);
    await world.clock.advance(1);
    const inTime = await world.cuelight.rotateWebhookSecret(connection.id);

    expect(early).toMatchObject({ failure: { code: 'webhook-secret-changing', retryAfterMs: 1_000 } });
    expect(inTime).toMatchObject({ ok: true });
    expect([isTaken(oldest), isTaken(old), isTaken(secretOf(world))]).toEqual([false, true, true]);
    expect(webhookSecrets(world)).toEqual([old, secretOf(world)]);
  });

  it.each(['in memory', 'nowhere'])(
    'is over in the end where the present one is gone, and known %s: the webhook is given another',
    async (known) => {
      const { world, connection } = await aConnectedWorld();
      await world.cuelight.rotateWebhookSecret(connection.id);
      await loseSecret(world, connection.id, 'secret');
      const next = known === 'nowhere' ? createWorld({ publicUrl }, world) : world;
      await next.cuelight.openHooks();

      await next.clock.advance(overlapMs);
      const kept = expectValue(await next.cuelight.keepSubscriptions());

      expect(kept).toMatchObject({ failed: 0 });
      expect(next.deliver(connection.id)).toBe('accepted');
      expect(webhookSecrets(next)).toEqual([secretOf(next)]);
    },
  );

  it('is over in the end where both are gone', async () => {
    const { world, connection } = await aConnectedWorld();
    world.orchestrator.failing.set('changeWebhook', away);
    await world.cuelight.rotateWebhookSecret(connection.id);
    world.orchestrator.failing.clear();
    await loseSecret(world, connection.id, 'secret');
    await loseSecret(world, connection.id, 'other');

    const kept = expectValue(await world.cuelight.keepSubscriptions());

    expect(kept).toMatchObject({ failed: 0 });
    expect(world.deliver(connection.id)).toBe('accepted');
    expect(webhookSecrets(world)).toEqual([secretOf(world)]);
  });

  it('is not possible without a webhook, or without a connection', async () => {
    const world = createWorld({});
    const connection = await world.connect();

    expect(await world.cuelight.rotateWebhookSecret(connection.id)).toMatchObject({
      failure: { code: 'webhook-missing' },
    });
    expect(await world.cuelight.rotateWebhookSecret('nobody')).toMatchObject({
      failure: { code: 'connection-not-found' },
    });
  });

  it('changes nothing when Orchestrator refuses it', async () => {
    const { world, connection } = await aConnectedWorld();
    const [before, row] = [secretOf(world), world.storage.rows.connections.get(connection.id)];
    world.orchestrator.failing.set('changeWebhook', forbidden);

    const refused = await world.cuelight.rotateWebhookSecret(connection.id);

    expect(refused).toMatchObject({ failure: { code: 'orchestrator-forbidden' } });
    expect(webhookSecrets(world)).toEqual([before]);
    expect(world.storage.rows.connections.get(connection.id)?.subscription).toEqual(row?.subscription);
    expect(world.deliver(connection.id)).toBe('accepted');
  });

  it.each(['did it all the same', 'did not do it'])(
    'is finished later when Orchestrator gave no answer and %s',
    async (what) => {
      const { world, connection, isTaken } = await aConnectedWorld();
      const before = secretOf(world);
      loseOneAnswer(world, what === 'did it all the same');

      const unanswered = await world.cuelight.rotateWebhookSecret(connection.id);
      const taken = [isTaken(before), world.deliver(connection.id)];
      await world.cuelight.keepSubscriptions();

      expect(unanswered).toMatchObject({ failure: { code: 'orchestrator-timeout' } });
      expect(taken).toEqual([true, 'accepted']);
      expect(secretOf(world)).not.toBe(before);
      expect(world.deliver(connection.id)).toBe('accepted');
      expect(webhookSecrets(world)).toHaveLength(2);
    },
  );

  it('is gone on with when it is asked for again', async () => {
    const { world, connection } = await aConnectedWorld();
    world.orchestrator.failing.set('changeWebhook', away);
    await world.cuelight.rotateWebhookSecret(connection.id);
    world.orchestrator.failing.clear();

    expect(await world.cuelight.rotateWebhookSecret(connection.id)).toMatchObject({ ok: true });

    expect(webhookSecrets(world)).toHaveLength(2);
  });

  it('makes a webhook that is gone anew with it', async () => {
    const { world, connection } = await aConnectedWorld();
    const before = secretOf(world);
    world.orchestrator.webhookUrls.clear();

    expect(await world.cuelight.rotateWebhookSecret(connection.id)).toMatchObject({ ok: true });

    expect(secretOf(world)).not.toBe(before);
    expect(world.deliver(connection.id)).toBe('accepted');
  });

  it('promises no more time for the old one than it has, however long the database takes', async () => {
    const { world, connection, isTaken } = await aConnectedWorld();
    const before = secretOf(world);
    const { connections } = world.storage;
    const { replace } = connections;
    Object.assign(connections, {
      async replace(row: Parameters<typeof replace>[0]) {
        const replaced = await replace(row);
        await new Promise<void>((resolve) => world.clock.after(20_000, resolve));
        return replaced;
      },
    });

    const rotating = world.cuelight.rotateWebhookSecret(connection.id);
    await world.clock.advance(60_000);
    const { oldSecretUntilMs } = expectValue(await rotating);
    Object.assign(connections, { replace });
    await world.clock.advance(oldSecretUntilMs - 1 - world.clock.nowMs());
    await world.cuelight.keepSubscriptions();

    expect(isTaken(before)).toBe(true);
  });

  it('keeps the new one that Orchestrator may sign with already, though it refuses to be told again', async () => {
    const { world, connection } = await aConnectedWorld();
    loseOneAnswer(world, true);
    await world.cuelight.rotateWebhookSecret(connection.id);

    world.orchestrator.failing.set('changeWebhook', forbidden);
    await world.cuelight.keepSubscriptions();
    const whileRefused = world.deliver(connection.id);
    world.orchestrator.failing.clear();
    await world.cuelight.keepSubscriptions();

    expect([whileRefused, world.deliver(connection.id)]).toEqual(['accepted', 'accepted']);
  });

  it('is not undone by a change of the target that was asked for at the same time', async () => {
    const { world, connection } = await aConnectedWorld();

    const rotating = world.cuelight.rotateWebhookSecret(connection.id);
    const alias = { ...connectInput, orchestratorUrl: 'https://orchestrator-alias.example' };
    const moved = await world.cuelight.changeTarget(connection.id, alias, admin);
    await rotating;
    await world.clock.advance(overlapMs);
    await world.cuelight.keepSubscriptions();

    expect(moved).toMatchObject({ failure: { code: 'webhook-secret-changing', retryAfterMs: overlapMs } });
    expect(world.deliver(connection.id)).toBe('accepted');
  });

  it('begins anew where the new one is gone, which the row was not told', async () => {
    const { world, connection } = await aConnectedWorld();
    const before = secretOf(world);
    world.orchestrator.failing.set('changeWebhook', away);
    await world.cuelight.rotateWebhookSecret(connection.id);
    world.orchestrator.failing.clear();
    await loseSecret(world, connection.id, 'other');

    expect(await world.cuelight.rotateWebhookSecret(connection.id)).toMatchObject({ ok: true });

    expect(secretOf(world)).not.toBe(before);
    expect(world.deliver(connection.id)).toBe('accepted');
  });

  it('does not keep the connection at an Orchestrator that is gone for good', async () => {
    const { world, connection } = await aConnectedWorld();
    world.orchestrator.failing.set('changeWebhook', away);
    await world.cuelight.rotateWebhookSecret(connection.id);
    const elsewhere = { ...connectInput, orchestratorUrl: 'https://new.example' };

    const atOnce = await world.cuelight.changeTarget(connection.id, elsewhere, admin);
    await world.clock.advance(overlapMs);
    world.orchestrator.failing.clear();
    const later = await world.cuelight.changeTarget(connection.id, elsewhere, admin);

    expect(atOnce).toMatchObject({ failure: { code: 'webhook-secret-changing' } });
    expect(later).toMatchObject({ ok: true });
    expect(world.deliver(connection.id)).toBe('accepted');
    expect(webhookSecrets(world)).toEqual([secretOf(world)]);
  });

  it.each(['secret', 'other'] as const)(
    'takes what is signed with either, though one of them (%s) could not be read for a moment at the start',
    async (which) => {
      const { world, connection } = await aConnectedWorld();
      world.orchestrator.failing.set('changeWebhook', away);
      await world.cuelight.rotateWebhookSecret(connection.id);
      world.orchestrator.failing.clear();
      if (which === 'secret') await world.cuelight.rotateWebhookSecret(connection.id);
      const recover = breakReading(world, heldBy(world, connection.id)[which]);

      const next = createWorld({ publicUrl }, world);
      await next.cuelight.openHooks();
      recover();
      await next.cuelight.keepSubscriptions();

      expect(next.deliver(connection.id)).toBe('accepted');
    },
  );

  it.each(['secrets.put', 'connections.replace', 'secrets.read'])(
    'changes nothing, and leaves no secret behind, when %s fails',
    async (call) => {
      const { world, connection } = await aConnectedWorld();
      const before = secretOf(world);
      world.storage.broken.add(call);

      const failed = await world.cuelight.rotateWebhookSecret(connection.id);
      world.storage.broken.clear();
      await world.clock.advance(overlapMs);
      await world.cuelight.keepSubscriptions();

      expect(failed).toMatchObject({ ok: false });
      expect(webhookSecrets(world)).toEqual([before]);
      expect(world.storage.rows.connections.get(connection.id)).not.toHaveProperty('looseSecretsSinceMs');
    },
  );
});

describe.each<[string, (world: World, connectionId: string) => Promise<unknown>]>([
  ['the change of a secret', ({ cuelight }, id) => cuelight.rotateWebhookSecret(id)],
  [
    'the end of one',
    async ({ cuelight, clock }, id) => {
      await cuelight.rotateWebhookSecret(id);
      await clock.advance(overlapMs);
      await cuelight.keepSubscriptions();
    },
  ],
  [
    'a move to another address',
    ({ cuelight }, id) =>
      cuelight.changeTarget(id, { ...connectInput, orchestratorUrl: 'https://orchestrator-alias.example' }, admin),
  ],
  [
    'a move to where no webhook is allowed, which ends with none',
    async ({ cuelight, orchestrator }, id) => {
      orchestrator.failing.set('findWebhook', forbidden);
      return cuelight.changeTarget(
        id,
        { ...connectInput, orchestratorUrl: 'https://orchestrator-alias.example' },
        admin,
      );
    },
  ],
  [
    'one that Orchestrator refuses',
    ({ cuelight, orchestrator }, id) => {
      orchestrator.failing.set('changeWebhook', forbidden);
      return cuelight.rotateWebhookSecret(id);
    },
  ],
  [
    'the making of a webhook that was refused at first',
    async ({ cuelight, orchestrator, storage }, id) => {
      const row = storage.rows.connections.get(id);
      if (row === undefined) throw new Error('there is no connection');
      // As if it had been refused from the first.
      storage.rows.connections.set(id, { ...row, subscription: { kind: 'polling', why: 'subscription-refused' } });
      orchestrator.webhookUrls.clear();
      for (const name of storage.rows.secrets.keys()) if (name.includes('webhook')) storage.rows.secrets.delete(name);
      await cuelight.keepSubscriptions();
    },
  ],
])('a process that dies during %s', (title, change) => {
  it.each(['before', 'after'] as const)(
    'at any call, %s it has its effect, leaves a webhook whose deliveries verify, and no secret that no row names',
    async (when) => {
      let deaths = 0;
      for (let call = 1; ; call += 1) {
        const gate = createGate();
        const world = createWorld({ publicUrl }, undefined, gate.guard);
        const { id } = await world.connect();
        gate.dieAt(call, when);
        void change(world, id);
        await world.clock.advance(overlapMs + 1);
        const hasDied = gate.hasDied();
        world.orchestrator.failing.clear();

        const next = createWorld({ publicUrl }, world);
        await next.cuelight.openHooks();
        if (!endWithoutSecret.includes(title)) expect(next.deliver(id)).toBe('accepted');
        await next.clock.advance(1);
        await next.cuelight.keepSubscriptions();
        expect(next.deliver(id)).toBe('accepted');
        await next.clock.advance(overlapMs);
        await next.cuelight.keepSubscriptions();
        await settle();

        expect(next.deliver(id)).toBe('accepted');
        expect(webhookSecrets(next)).toEqual([secretOf(next)]);
        expect(next.orchestrator.webhookUrls.size).toBe(1);
        expect(next.storage.rows.connections.get(id)).not.toHaveProperty('looseSecretsSinceMs');
        if (!hasDied) break;
        deaths += 1;
      }

      expect(deaths).toBeGreaterThanOrEqual(6);
    },
  );
});

/** One whose id was never learnt has a secret that was never kept, and one that was refused none: both are given another. */
const endWithoutSecret: readonly string[] = [
  'the making of a webhook that was refused at first',
  'a move to where no webhook is allowed, which ends with none',
];

async function aConnectedWorld() {
  const world = createWorld();
  const connection = await world.connect();
  const body = new TextEncoder().encode('{}');
  return {
    world,
    connection,
    isTaken: (secret: string) =>
      world.cuelight.deliveries.take({ connectionId: connection.id, body, signature: `signed with ${secret}` }) ===
      'accepted',
  };
}

/** What Orchestrator signs with. */
function secretOf({ orchestrator }: World): string {
  return [...orchestrator.webhookUrls.values()][0]?.secret ?? 'none';
}

function webhookSecrets({ storage }: World): readonly string[] {
  return [...storage.rows.secrets].filter(([name]) => name.includes('/webhook-secret/')).map(([, { text }]) => text);
}

function loseOneAnswer({ orchestrator }: World, isDone: boolean): void {
  const { change } = orchestrator.webhooks;
  Object.assign(orchestrator.webhooks, {
    async change(...call: Parameters<typeof change>) {
      Object.assign(orchestrator.webhooks, { change });
      if (isDone) await change(...call);
      return {
        ok: false,
        failure: { code: 'orchestrator-timeout', detail: 'No answer came.', mayHaveHappened: true },
      };
    },
  });
}

/** The secrets of a webhook that is given another. */
function heldBy({ storage }: World, connectionId: string): { readonly secret: SecretRef; readonly other: SecretRef } {
  const subscription = storage.rows.connections.get(connectionId)?.subscription;
  if (subscription?.kind !== 'webhook' || subscription.rotation === undefined) throw new Error('no secret is changing');
  return { secret: subscription.secret, other: subscription.rotation.other };
}

async function loseSecret(world: World, connectionId: string, which: 'secret' | 'other'): Promise<void> {
  expectValue(await world.storage.secrets.delete(heldBy(world, connectionId)[which]));
}

/** @returns what ends it */
function breakReading({ storage: { secrets } }: World, broken: SecretRef): () => void {
  const { read } = secrets;
  Object.assign(secrets, {
    read: async (...call: Parameters<typeof read>) =>
      call[0].name === broken.name && call[0].version === broken.version
        ? { ok: false, failure: { code: 'secret-unavailable', detail: 'The vault is away.' } }
        : read(...call),
  });
  return () => Object.assign(secrets, { read });
}
