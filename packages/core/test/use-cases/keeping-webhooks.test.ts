import { describe, expect, it } from 'vitest';
import {
  type Connection,
  type Failure,
  heldWebhookOf,
  isSameRef,
  type SecretBinding,
  type SecretRef,
} from '../../src/index.js';
import { admin, createWorld, expectValue, heardOn, publicUrl, type World } from '../world/a-world.js';
import type { StubWebhook } from '../world/stub-orchestrator.js';

const forbidden: Failure = { code: 'orchestrator-forbidden', detail: 'The user needs Webhooks.View.' };
const away: Failure = { code: 'orchestrator-unreachable', detail: 'away' };

describe('keeping the webhook of a connection', () => {
  it('leaves one alone that is as it should be', async () => {
    const { world, connection, kept } = await aConnectedWorld();

    expect(await kept()).toEqual({ right: 1 });

    expect(rowOf(world, connection)).toEqual(connection);
    expect(world.notices.filter(({ kind }) => kind === 'webhook-repaired')).toEqual([]);
  });

  it.each<[string, Partial<StubWebhook>]>([
    ['was disabled', { isEnabled: false }],
    ['sends other events', { sendsJobEvents: false }],
    ['calls another address', { url: 'https://elsewhere.example/hooks/1' }],
    ['does not verify certificates', { allowsInsecureSsl: true }],
  ])('repairs one that %s', async (_, change) => {
    const { world, connection, kept, webhooks } = await aConnectedWorld();
    const [before] = webhooks();
    changeWebhook(world, change);

    expect(await kept()).toEqual({ changed: 1 });

    expect(webhooks()).toEqual([before]);
    expect(world.deliver(connection.id)).toBe('accepted');
    expect(world.notices).toContainEqual(expect.objectContaining({ kind: 'webhook-repaired', how: 'changed' }));
    expect(await kept()).toEqual({ right: 1 });
  });

  it('makes one anew that is gone, with the same secret, and has it prove itself', async () => {
    const { world, connection, kept, webhooks } = await aConnectedWorld();
    const [before] = webhooks();
    world.orchestrator.webhookUrls.clear();

    expect(await kept()).toEqual({ created: 1 });
    const unproven = rowOf(world, connection)?.subscription;
    await kept();

    expect(webhooks()).toEqual([before]);
    expect(unproven).toMatchObject({ kind: 'webhook', webhookId: 2, isProven: false });
    expect(rowOf(world, connection)?.subscription).toMatchObject({ webhookId: 2, isProven: true });
    expect(world.storage.rows.secrets.size).toBe(2);
  });

  it('deletes others that call for the same connection', async () => {
    const { world, kept, webhooks } = await aConnectedWorld();
    const [own] = webhooks();
    for (const id of [7, 8]) world.orchestrator.webhookUrls.set(id, { ...anyOf(own), secret: 'unknown' });

    await kept();

    expect(webhooks()).toEqual([own]);
    expect(world.notices).toContainEqual(expect.objectContaining({ how: 'strays-deleted' }));
  });

  it('takes over one that was made without our learning its id', async () => {
    const { world, connection, kept, webhooks } = await aConnectedWorld();
    const [own] = webhooks();
    world.orchestrator.webhookUrls.clear();
    world.orchestrator.webhookUrls.set(7, { ...anyOf(own), secret: 'unknown' });

    expect(await kept()).toEqual({ changed: 1 });

    expect([...world.orchestrator.webhookUrls]).toEqual([[7, own]]);
    expect(rowOf(world, connection)?.subscription).toMatchObject({ webhookId: 7 });
  });

  it('gives it the address that Cuelight has now', async () => {
    const { world, webhooks, connection } = await aConnectedWorld();
    const moved = createWorld({ publicUrl: 'https://moved.example' }, world);
    await moved.cuelight.openHooks();

    await moved.cuelight.keepSubscriptions();

    expect(webhooks()).toMatchObject([{ url: `https://moved.example/hooks/${connection.id}` }]);
    expect(moved.deliver(connection.id)).toBe('accepted');
  });

  it('does nothing without an address of its own', async () => {
    const { world, connection, webhooks } = await aConnectedWorld();
    const without = createWorld({}, world);
    changeWebhook(world, { isEnabled: false });

    const kept = expectValue(await without.cuelight.keepSubscriptions());

    expect(kept).toMatchObject({ 'nothing-to-keep': 1 });
    expect(webhooks()).toMatchObject([{ isEnabled: false }]);
    expect(rowOf(world, connection)).toEqual(connection);
  });

  it('of a connection that never had one, once Cuelight has an address', async () => {
    const before = createWorld({});
    const connection = await before.connect();
    const world = createWorld({ publicUrl }, before);
    await world.cuelight.openHooks();

    await world.cuelight.keepSubscriptions();

    expect(rowOf(world, connection)?.subscription).toMatchObject({ kind: 'webhook' });
    expect(world.deliver(connection.id)).toBe('accepted');
  });

  it.each(['findWebhook', 'readWebhook'])(
    'says that jobs are followed by reading when Orchestrator refuses %s, yet takes what still comes',
    async (call) => {
      const { world, connection, kept } = await aConnectedWorld();
      world.orchestrator.failing.set(call, forbidden);

      expect([await kept(), await kept()]).toEqual([{ refused: 1 }, { refused: 1 }]);
      const polling = rowOf(world, connection)?.subscription;
      const taken = world.deliver(connection.id);
      world.orchestrator.failing.clear();

      expect(polling).toMatchObject({ kind: 'polling', why: 'subscription-refused' });
      expect(taken).toBe('accepted');
      expect(world.notices.filter(({ kind }) => kind === 'subscription-refused')).toHaveLength(1);
      expect(await kept()).toEqual({ right: 1 });
      expect(rowOf(world, connection)?.subscription).toMatchObject({ kind: 'webhook', webhookId: 1 });
    },
  );

  it('says so too when a wrong one may not be repaired, and repairs it once it may', async () => {
    const { world, connection, kept, webhooks } = await aConnectedWorld();
    changeWebhook(world, { url: 'https://elsewhere.example/' });
    world.orchestrator.failing.set('changeWebhook', forbidden);

    expect(await kept()).toEqual({ refused: 1 });
    expect(rowOf(world, connection)?.subscription).toMatchObject({ kind: 'polling' });
    world.orchestrator.failing.clear();

    expect(await kept()).toEqual({ changed: 1 });
    expect(webhooks()).toMatchObject([{ url: `${publicUrl}/hooks/${connection.id}` }]);
  });

  it('tries again where it was refused from the first, storing no secret in vain', async () => {
    const world = createWorld();
    world.orchestrator.failing.set('createWebhook', forbidden);
    const connection = await world.connect();

    await world.cuelight.keepSubscriptions();
    const whileRefused = [rowOf(world, connection), world.storage.rows.secrets.size];
    world.orchestrator.failing.clear();
    await world.cuelight.keepSubscriptions();

    expect(whileRefused).toEqual([connection, 1]);
    expect(rowOf(world, connection)?.subscription).toMatchObject({ kind: 'webhook', webhookId: 1 });
    expect(world.deliver(connection.id)).toBe('accepted');
    expect(world.storage.rows.secrets.size).toBe(2);
  });

  it('tells what cannot be seen to, and sees to the others', async () => {
    const { world, connection, kept } = await aConnectedWorld();
    const other = await world.connect();
    world.orchestrator.webhookUrls.clear();
    for (const [name, { owner }] of [...world.storage.rows.secrets]) {
      if (owner !== other.id) world.storage.rows.secrets.delete(name);
    }

    expect(await kept()).toEqual({ created: 1, failed: 1 });

    expect(world.notices).toContainEqual({
      kind: 'upkeep-failed',
      connectionId: connection.id,
      code: 'secret-missing',
    });
  });

  it('tries again what an Orchestrator that is away prevented', async () => {
    const { world, connection, kept } = await aConnectedWorld();
    world.orchestrator.webhookUrls.clear();
    world.orchestrator.failing.set('createWebhook', away);

    expect(await kept()).toEqual({ failed: 1 });
    expect(rowOf(world, connection)?.subscription).toMatchObject({ kind: 'webhook' });
    world.orchestrator.failing.clear();

    expect(await kept()).toEqual({ created: 1 });
  });

  it('takes its deliveries again, though Orchestrator is away, when its secret could not be read at the start', async () => {
    const { world, connection } = await aConnectedWorld();
    world.storage.broken.add('secrets.read');
    const next = createWorld({ publicUrl }, world);
    await next.cuelight.openHooks();
    const atStart = next.deliver(connection.id);
    world.storage.broken.clear();
    next.orchestrator.failing.set('findWebhook', away);

    await next.cuelight.keepSubscriptions();

    expect(atStart).not.toBe('accepted');
    expect(next.deliver(connection.id)).toBe('accepted');
  });

  it('gives it another secret when the one that the row names is gone', async () => {
    const { world, connection, kept, webhooks } = await aConnectedWorld();
    const [right] = webhooks();
    for (const name of world.storage.rows.secrets.keys())
      if (name.includes('webhook')) world.storage.rows.secrets.delete(name);
    const next = createWorld({ publicUrl }, world);
    await next.cuelight.openHooks();

    expectValue(await next.cuelight.keepSubscriptions());

    expect(next.deliver(connection.id)).toBe('accepted');
    expect([...next.orchestrator.webhookUrls.values()]).toEqual([{ ...right, secret: expect.any(String) }]);
    expect(anyOf([...next.orchestrator.webhookUrls.values()][0]).secret).not.toBe(right?.secret);
    expect(await kept()).toEqual({ right: 1 });
  });

  it('leaves one alone whose secret is moved to another backend just when it is read', async () => {
    const { world, connection, webhooks } = await aConnectedWorld();
    const before = webhooks();
    const next = createWorld({ publicUrl }, world);
    moveWebhookSecretWhenRead(next, connection.id);

    await next.cuelight.keepSubscriptions();
    const then = webhooks();
    await next.cuelight.keepSubscriptions();

    expect([then, webhooks()]).toEqual([before, before]);
    expect(next.deliver(connection.id)).toBe('accepted');
  });

  it('takes its deliveries all the while when its secret is moved just when another one is dropped', async () => {
    const { world, connection } = await aConnectedWorld();
    expectValue(await world.cuelight.rotateWebhookSecret(connection.id));
    await world.clock.advance(20 * 60_000);
    moveWebhookSecretWhenRead(world, connection.id);

    await world.cuelight.keepSubscriptions();
    const atOnce = world.deliver(connection.id);
    await world.cuelight.keepSubscriptions();

    expect([atOnce, world.deliver(connection.id)]).toEqual(['accepted', 'accepted']);
    expect(heldWebhookOf(anyOf(rowOf(world, connection)).subscription)).not.toHaveProperty('rotation');
  });

  it('leaves nothing behind when the connection is taken down at the same time', async () => {
    const { world, connection, webhooks } = await aConnectedWorld();
    world.orchestrator.webhookUrls.clear();

    const keeping = world.cuelight.keepSubscriptions();
    await world.cuelight.disconnect(connection.id, { deleteReferences: false, acceptOrphanWebhook: false });
    await keeping;

    expect(webhooks()).toEqual([]);
    expect(world.storage.rows.secrets.size).toBe(0);
    expect(world.storage.rows.connections.size).toBe(0);
    expect(world.cuelight.deliveries.isExpected(connection.id)).toBe(false);
  });

  it('does not mind that somebody renames the connection at the same time', async () => {
    const { world, connection } = await aConnectedWorld();
    world.orchestrator.webhookUrls.clear();

    const keeping = world.cuelight.keepSubscriptions();
    await world.cuelight.connections.rename(connection.id, 'Renamed');
    await keeping;

    expect(rowOf(world, connection)).toMatchObject({ name: 'Renamed', subscription: { webhookId: 2 } });
  });
});

describe('events that stay away', () => {
  it('have the webhook seen to at once, its secret included, and not again for ten minutes', async () => {
    const { world, connection, webhooks } = await aConnectedWorld();
    const [right] = webhooks();
    const started = await aFollowedJob(world, connection);
    const loseAnEvent = async (state: 'Running' | 'Suspended') => {
      changeWebhook(world, { secret: 'changed by hand' });
      world.move(started, { state }, 'lost');
      await world.clock.advance(150_000);
    };

    await loseAnEvent('Running');
    const afterFirst = webhooks();
    world.deliver(connection.id);
    await loseAnEvent('Suspended');
    const soonAfter = webhooks();
    await world.clock.advance(600_000);
    changeWebhook(world, { secret: anyOf(right).secret });
    world.deliver(connection.id);
    await loseAnEvent('Running');

    expect(afterFirst).toEqual([right]);
    expect(soonAfter).toMatchObject([{ secret: 'changed by hand' }]);
    expect(webhooks()).toEqual([right]);
  });

  it('have it seen to again with all others, when Orchestrator was away', async () => {
    const { world, connection, webhooks } = await aConnectedWorld();
    const [right] = webhooks();
    const started = await aFollowedJob(world, connection);
    changeWebhook(world, { secret: 'changed by hand' });
    world.orchestrator.failing.set('changeWebhook', away);
    world.move(started, { state: 'Running' }, 'lost');
    await world.clock.advance(150_000);
    world.orchestrator.failing.clear();

    await world.cuelight.keepSubscriptions();

    expect(webhooks()).toEqual([right]);
  });

  it('end nothing where seeing to it breaks, and have it seen to again with all others', async () => {
    const { world, connection, webhooks } = await aConnectedWorld();
    const [right] = webhooks();
    const started = await aFollowedJob(world, connection);
    const { findByUrl } = world.orchestrator.webhooks;
    const broken = () => Promise.reject(new Error('a bug'));
    Object.assign(world.orchestrator.webhooks, { findByUrl: broken });
    changeWebhook(world, { secret: 'changed by hand' });
    world.move(started, { state: 'Running' }, 'lost');
    await world.clock.advance(150_000);
    Object.assign(world.orchestrator.webhooks, { findByUrl });

    await world.cuelight.keepSubscriptions();

    expect(webhooks()).toEqual([right]);
  });
});

/** As `cuelight secrets move` does it: another reference, and nothing under the one before. */
function moveWebhookSecretWhenRead({ storage }: World, id: string): void {
  const { connections, secrets } = storage;
  const { read } = secrets;
  let isMoved = false;
  Object.assign(secrets, {
    async read(ref: SecretRef, binding: SecretBinding) {
      const row = anyOf(storage.rows.connections.get(id));
      const held = anyOf(heldWebhookOf(row.subscription));
      if (!isMoved && isSameRef(ref, held.secret)) {
        isMoved = true;
        const secret = expectValue(await secrets.put(binding, expectValue(await read(ref, binding))));
        const subscription = { kind: 'webhook', isProven: true, ...held, secret } as const;
        expectValue(await connections.replace({ ...row, subscription }));
        expectValue(await secrets.delete(ref));
      }
      return read(ref, binding);
    },
  });
}

async function aConnectedWorld() {
  const world = createWorld();
  const connection = await world.connect();
  return {
    world,
    connection,
    webhooks: () => [...world.orchestrator.webhookUrls.values()],
    /** How many webhooks were found how, the noughts left out. */
    async kept() {
      const counts = expectValue(await world.cuelight.keepSubscriptions());
      return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
    },
  };
}

/** @returns it as Orchestrator knows it */
async function aFollowedJob(world: World, connection: Connection) {
  const reference = await world.bind(connection);
  const { job } = expectValue(await world.cuelight.startJob(reference.id, { input: {} }, admin));
  await heardOn(expectValue(await world.cuelight.jobs.watch(reference.id, job.jobKey, admin)));
  return world.orchestrator.started[0];
}

function changeWebhook({ orchestrator }: World, change: Partial<StubWebhook>): void {
  for (const [id, webhook] of orchestrator.webhookUrls) orchestrator.webhookUrls.set(id, { ...webhook, ...change });
}

function rowOf({ storage }: World, { id }: Connection): Connection | undefined {
  const row = storage.rows.connections.get(id);
  return row && ({ ...row, ...(row.status === 'verified' && { state: 'verified' }) } as Connection);
}

function anyOf<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('there is none');
  return value;
}
