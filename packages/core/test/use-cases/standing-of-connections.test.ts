import { describe, expect, it } from 'vitest';
import type { Connection, FailureCode } from '../../src/index.js';
import { admin, connectInput, createWorld, expectValue, heardOn, type World } from '../world/a-world.js';

describe('a connection in use', () => {
  it('is unauthorized once its credential is refused, and verified with the next good call', async () => {
    const world = createWorld();
    const connection = await world.connect();

    const refused = await browse(world, connection, 'credentials-refused');
    const healed = await browse(world, connection);

    expect([refused, healed]).toEqual(['unauthorized', 'verified']);
  });

  it.each([
    'orchestrator-unreachable',
    'orchestrator-timeout',
    'orchestrator-unavailable',
    'certificate-untrusted',
  ] as const)('is unreachable after %s, stays usable, and is verified with the next good call', async (code) => {
    const world = createWorld();
    const connection = await world.connect();

    const away = await browse(world, connection, code);
    const used = await world.cuelight.browse.listFolders(connection.id, { skip: 0, take: 1 });

    expect(away).toBe('unreachable');
    expect(used).toMatchObject({ ok: true });
    expect(await stateOf(world, connection)).toBe('verified');
  });

  it.each(['orchestrator-throttled', 'orchestrator-forbidden'] as const)('stays verified after %s', async (code) => {
    const world = createWorld();
    const connection = await world.connect();

    expect(await browse(world, connection, code)).toBe('verified');
  });

  it('keeps its live state out of the database', async () => {
    const world = createWorld();
    const connection = await world.connect();
    await browse(world, connection, 'credentials-refused');

    const renamed = expectValue(await world.cuelight.connections.rename(connection.id, 'Head office'));

    expect(renamed).toMatchObject({ status: 'verified', state: 'unauthorized' });
    expect(world.storage.rows.connections.get(connection.id)).toMatchObject({ status: 'verified' });
    expect(world.storage.rows.connections.get(connection.id)).not.toHaveProperty('state');
  });

  it('tells of each change once, and names what made it', async () => {
    const world = createWorld();
    const connection = await world.connect();

    for (const code of ['credentials-refused', 'credentials-refused', 'orchestrator-timeout', undefined, undefined]) {
      await browse(world, connection, code as FailureCode | undefined);
    }

    expect(movesOf(world, connection)).toEqual([
      'null -> connecting by connect-asked',
      'connecting -> verified by checks-passed',
      'verified -> unauthorized by credential-refused',
      'unauthorized -> unreachable by not-reached',
      'unreachable -> verified by call-answered',
    ]);
  });

  it('is told apart from others', async () => {
    const world = createWorld();
    const [first, second] = [await world.connect(), await world.connect()];

    await browse(world, first, 'credentials-refused');

    const listed = expectValue(await world.cuelight.connections.list({ limit: 10 }));
    expect(listed.map(({ id, state }) => [id, state])).toEqual([
      [first.id, 'unauthorized'],
      [second.id, 'verified'],
    ]);
  });

  it('is known after a restart of the service from its first use on', async () => {
    const world = createWorld();
    const connection = await world.connect();
    const restarted = createWorld();
    for (const [id, row] of world.storage.rows.connections) restarted.storage.rows.connections.set(id, row);
    const before = await stateOf(restarted, connection);

    const after = await browse(restarted, connection, 'credentials-refused');

    expect([before, after]).toEqual(['verified', 'unauthorized']);
  });

  it('is moved by the reads of a job that somebody follows', async () => {
    const world = createWorld();
    const connection = await world.connect();
    const reference = await world.bind(connection);
    expectValue(await world.cuelight.startJob(reference.id, {}, admin));
    const jobKey = String(world.orchestrator.started[0]?.key);
    await heardOn(expectValue(await world.cuelight.jobs.watch(reference.id, jobKey, admin)));
    world.orchestrator.failing.set('readById', { code: 'orchestrator-unreachable', detail: 'away' });

    await world.clock.advance(60_000);
    const away = await stateOf(world, connection);
    world.orchestrator.failing.clear();
    await world.clock.advance(120_000);

    expect([away, await stateOf(world, connection)]).toEqual(['unreachable', 'verified']);
  });
});

describe('a connection that is made or taken down', () => {
  it('leaves nothing behind when its checks fail', async () => {
    const world = createWorld();
    world.orchestrator.failing.set('signIn', { code: 'credentials-refused', detail: 'No.' });

    await world.cuelight.connect(connectInput, admin);

    expect(world.notices).toEqual([]);
  });

  it('is retired when it cannot be completed', async () => {
    const world = createWorld();
    world.storage.broken.add('secrets.put');

    await world.cuelight.connect(connectInput, admin);

    expect(movesOf(world, { id: 'id-000001' })).toEqual([
      'null -> connecting by connect-asked',
      'connecting -> retired by checks-failed',
    ]);
  });

  it('is verified even when Orchestrator refuses the webhook or cannot be asked for it', async () => {
    const world = createWorld();
    world.orchestrator.failing.set('createWebhook', { code: 'orchestrator-timeout', detail: 'No answer.' });

    expect(await stateOf(world, await world.connect())).toBe('verified');
  });

  it('is retired as long as something of it remains, whatever its calls answer', async () => {
    const world = createWorld();
    const connection = await world.connect();
    world.orchestrator.failing.set('deleteWebhook', { code: 'orchestrator-unreachable', detail: 'away' });

    await world.cuelight.disconnect(connection.id, keep);
    await world.cuelight.sweepConnections();

    expect(await stateOf(world, connection)).toBe('retired');
    expect(movesOf(world, connection).slice(2)).toEqual(['verified -> retired by disconnect-asked']);
  });

  it('says nothing of what is left of it after a restart', async () => {
    const world = createWorld();
    const connection = await world.connect();
    const restarted = createWorld();
    restarted.storage.rows.connections.set(connection.id, { ...connection, status: 'retired' });
    restarted.orchestrator.failing.set('deleteWebhook', { code: 'orchestrator-unreachable', detail: 'away' });

    await restarted.cuelight.sweepConnections();

    expect(movesOf(restarted, connection)).toEqual([]);
  });

  it('is forgotten with its removal, and a call that ends later leaves nothing behind', async () => {
    const world = createWorld();
    const connection = await world.connect();
    const failure = { code: 'orchestrator-timeout', detail: 'No answer.' } as const;
    let endCall = () => {};
    const slow = () =>
      new Promise((resolve) => {
        endCall = () => resolve({ ok: false, failure });
      });
    Object.assign(world.orchestrator.directory, { listFolders: slow });
    const browsing = world.cuelight.browse.listFolders(connection.id, { skip: 0, take: 1 });
    await world.clock.advance(0);

    await world.cuelight.disconnect(connection.id, keep);
    endCall();

    expect(await browsing).toEqual({ ok: false, failure });
    expect(movesOf(world, connection).at(-1)).toBe('verified -> retired by disconnect-asked');
    // Were its row to come back, it would be as if it had never been seen.
    world.storage.rows.connections.set(connection.id, connection);
    expect(await stateOf(world, connection)).toBe('verified');
  });

  it('is not healed by a question that is answered without a call', async () => {
    const world = createWorld();
    world.orchestrator.apiVersion = 10;
    const connection = await world.connect();
    const reference = await world.bind(connection);
    const away = { code: 'orchestrator-unreachable', detail: 'It is away.' } as const;
    for (const call of ['findProcess', 'start', 'readById']) world.orchestrator.failing.set(call, away);
    const before = movesOf(world, connection).length;

    for (const idempotencyKey of ['a', 'b', 'c']) {
      await world.cuelight.startJob(reference.id, { idempotencyKey }, admin);
    }

    expect(movesOf(world, connection).slice(before)).toEqual(['verified -> unreachable by not-reached']);
  });
});

const keep = { deleteReferences: false, acceptOrphanWebhook: false };

/** Lists folders, with a failure if one is given, and answers where the connection stands after it. */
async function browse(world: World, connection: Connection, code?: FailureCode) {
  const { failing } = world.orchestrator;
  if (code !== undefined) failing.set('listFolders', { code, detail: 'It does not work.' });
  await world.cuelight.browse.listFolders(connection.id, { skip: 0, take: 1 });
  failing.delete('listFolders');
  return stateOf(world, connection);
}

async function stateOf({ cuelight }: World, { id }: Connection) {
  return expectValue(await cuelight.connections.find(id)).state;
}

function movesOf({ notices }: World, { id }: Pick<Connection, 'id'>) {
  return notices.flatMap((notice) =>
    notice.kind === 'connection-moved' && notice.connectionId === id
      ? [`${notice.from} -> ${notice.to} by ${notice.by}`]
      : [],
  );
}
