import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Caller, Secret } from '../../src/index.js';
import { admin, createWorld, expectValue, heardOn, type World } from '../world/a-world.js';

describe('an API key', () => {
  it('is known again by its text, with its app and scope, and by nothing else', async () => {
    const world = createWorld();
    const app = expectValue(await world.cuelight.apps.createApp({ name: 'Invoice portal', origins: [] }));
    const made = expectValue(await world.cuelight.apps.createKey(app.id, { name: 'server', scope: 'runtime' }));

    expect(await world.cuelight.apps.callerOf(made.text)).toEqual({
      ok: true,
      value: { scope: 'runtime', appId: app.id, keyId: made.key.id },
    });
    for (const other of ['', 'cuelight_', `${made.text.reveal()}x`, made.key.hash]) {
      expect(await world.cuelight.apps.callerOf(new Secret(other))).toEqual({ ok: true, value: undefined });
    }
  });

  it('is kept as a keyed hash only', async () => {
    const world = createWorld();
    const { app, made } = await anAppWithAKey(world);

    const kept = expectValue(await world.cuelight.apps.listKeys(app.id, { limit: 10 }));

    expect(inspect(kept, { depth: 9 })).not.toContain(made.text.reveal());
    expect(kept[0]?.hash).toMatch(/^[\w-]{43}$/);
  });

  it('ends at once when it is revoked', async () => {
    const world = createWorld();
    const { app, made } = await anAppWithAKey(world);

    await world.cuelight.apps.deleteKey(app.id, made.key.id);

    expect(await world.cuelight.apps.callerOf(made.text)).toEqual({ ok: true, value: undefined });
    expect(await world.cuelight.apps.deleteKey(app.id, made.key.id)).toMatchObject({
      ok: false,
      failure: { code: 'key-not-found' },
    });
  });

  it('takes the streams that it opened with it, and no others', async () => {
    const { world, reference, keys, open } = await aFollowedJob();
    const [revoked, kept] = [await open(keys[0]), await open(keys[1])];

    await world.cuelight.apps.deleteKey(reference.appId, keys[0].keyId);
    world.move(world.orchestrator.started[0], { state: 'Running' });
    await world.clock.advance(0);

    for (const { events, hasEnded } of revoked) expect([events.length, hasEnded()]).toEqual([1, true]);
    for (const { events, hasEnded } of kept) expect([events.length, hasEnded()]).toEqual([2, false]);
  });

  it('cannot be revoked through another app', async () => {
    const world = createWorld();
    const { made } = await anAppWithAKey(world);
    const other = expectValue(await world.cuelight.apps.createApp({ name: 'Other', origins: [] }));

    const refused = await world.cuelight.apps.deleteKey(other.id, made.key.id);

    expect(refused).toMatchObject({ ok: false, failure: { code: 'key-not-found' } });
    expect(await world.cuelight.apps.callerOf(made.text)).toMatchObject({ value: { scope: 'runtime' } });
  });

  it('needs an app that exists', async () => {
    const world = createWorld();

    const answers = [
      await world.cuelight.apps.createKey('id-none', { name: 'server', scope: 'runtime' }),
      await world.cuelight.apps.listKeys('id-none', { limit: 10 }),
      await world.cuelight.apps.deleteApp('id-none'),
    ];

    expect(answers).toMatchObject(Array(3).fill({ ok: false, failure: { code: 'app-not-found' } }));
  });

  it('takes all streams of the app with it when the app is deleted', async () => {
    const { world, reference, keys, open } = await aFollowedJob();
    const streams = await open(keys[0]);
    const readsBefore = world.orchestrator.readsById;

    await world.cuelight.apps.deleteApp(reference.appId);
    await world.clock.advance(600_000);

    for (const { hasEnded } of streams) expect(hasEnded()).toBe(true);
    expect(world.orchestrator.readsById).toBe(readsBefore);
  });

  it('ends with its app', async () => {
    const world = createWorld();
    const { app, made } = await anAppWithAKey(world);

    expectValue(await world.cuelight.apps.deleteApp(app.id));

    expect(await world.cuelight.apps.callerOf(made.text)).toEqual({ ok: true, value: undefined });
  });
});

describe('the process references of an app', () => {
  it('are listed and taken away by the app itself, and by no other', async () => {
    const world = createWorld();
    const reference = await world.bind(await world.connect());
    const own = { scope: 'designer', appId: reference.appId } as const;
    const foreign = { scope: 'designer', appId: 'id-foreign' } as const;

    const refused = [
      await world.cuelight.references.list(reference.appId, { limit: 10 }, foreign),
      await world.cuelight.references.unbind(reference.appId, reference.id, foreign),
    ];
    const listed = await world.cuelight.references.list(reference.appId, { limit: 10 }, own);
    const taken = await world.cuelight.references.unbind(reference.appId, reference.id, own);
    const takenAgain = await world.cuelight.references.unbind(reference.appId, reference.id, own);

    expect(refused).toMatchObject(Array(2).fill({ ok: false, failure: { code: 'app-not-found' } }));
    expect(listed).toEqual({ ok: true, value: [reference] });
    expect(taken).toEqual({ ok: true, value: undefined });
    expect(takenAgain).toMatchObject({ ok: false, failure: { code: 'process-not-found' } });
  });

  it('are followed by nobody once they are taken away', async () => {
    const { world, reference, keys, open } = await aFollowedJob();
    const [ofJob, ofApp] = await open(keys[0]);
    const readsBefore = world.orchestrator.readsById;

    await world.cuelight.references.unbind(reference.appId, reference.id, admin);
    world.move(world.orchestrator.started[0], { state: 'Running' });
    await world.clock.advance(600_000);

    expect([ofJob?.events.length, ofJob?.hasEnded()]).toEqual([1, true]);
    expect([ofApp?.events.length, ofApp?.hasEnded()]).toEqual([1, false]);
    expect(world.orchestrator.readsById).toBe(readsBefore);
  });

  it('hold the identity of the process, and nothing else about it', async () => {
    const world = createWorld();

    const reference = await world.bind(await world.connect());

    expect(Object.keys(reference).sort()).toEqual([
      'appId',
      'connectionId',
      'createdAtMs',
      'folder',
      'id',
      'isPinned',
      'packageId',
      'releaseKey',
      'runOn',
      'version',
    ]);
    expect(Object.keys(reference.folder)).toEqual(['key', 'path']);
  });

  it.each([
    ['an app that is not there', { appId: 'id-none' }, 'app-not-found'],
    ['a connection that is not there', { connectionId: 'id-none' }, 'connection-not-found'],
    ['a folder that cannot be seen', { folderKey: 'none' }, 'folder-not-accessible'],
    ['a process that is not there', { releaseKey: 'none' }, 'release-not-found'],
  ])('cannot be bound to %s', async (_, wrong, code) => {
    const world = createWorld();
    const { appId, connectionId, folder, releaseKey } = await world.bind(await world.connect());
    const { appId: wrongAppId = appId, ...wrongInput } = wrong as { appId?: string };
    const input = { connectionId, folderKey: folder.key, releaseKey, runOn: 'orchestrator' as const, ...wrongInput };

    const refused = await world.cuelight.references.bind(wrongAppId, input, admin);

    expect(refused).toMatchObject({ ok: false, failure: { code } });
    expect(world.storage.rows.references.size).toBe(1);
  });
});

describe('a connection that is being made', () => {
  it('cannot be read, renamed, used or taken down', async () => {
    const world = createWorld();
    const connection = await world.connect();
    world.storage.rows.connections.set(connection.id, { ...connection, status: 'connecting' });

    const answers = [
      await world.cuelight.connections.find(connection.id),
      await world.cuelight.connections.rename(connection.id, 'Another name'),
      await world.cuelight.disconnect(connection.id, { deleteReferences: true, acceptOrphanWebhook: true }),
      await world.cuelight.browse.listFolders(connection.id, { skip: 0, take: 1 }),
    ];

    expect(answers.map((answer) => !answer.ok && answer.failure.code)).toEqual([
      'connection-not-found',
      'connection-not-found',
      'connection-not-found',
      'connection-not-usable',
    ]);
  });
});

describe('changing an app', () => {
  it('leaves its keys, and what of it is not named', async () => {
    const world = createWorld();
    const { app, made } = await anAppWithAKey(world);

    const renamed = expectValue(await world.cuelight.apps.changeApp(app.id, { name: 'Portal' }));
    const moved = expectValue(await world.cuelight.apps.changeApp(app.id, { origins: ['https://moved.example'] }));

    expect(renamed).toEqual({ ...app, name: 'Portal' });
    expect(moved).toEqual({ ...renamed, origins: ['https://moved.example'] });
    expect(await world.cuelight.apps.callerOf(made.text)).toMatchObject({ ok: true, value: { appId: app.id } });
  });

  it('fails where there is no such app, and while it cannot be stored', async () => {
    const world = createWorld();
    const { app } = await anAppWithAKey(world);

    const gone = await world.cuelight.apps.changeApp('id-none', { name: 'Portal' });
    world.storage.broken.add('apps.change');
    const down = await world.cuelight.apps.changeApp(app.id, { name: 'Portal' });

    expect(gone).toMatchObject({ ok: false, failure: { code: 'app-not-found' } });
    expect(down).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });
  });
});

describe('renaming a connection', () => {
  it('changes the name and nothing else', async () => {
    const world = createWorld();
    const connection = await world.connect();

    const renamed = expectValue(await world.cuelight.connections.rename(connection.id, 'Another name'));

    expect(renamed).toEqual({ ...connection, name: 'Another name', revision: connection.revision + 1 });
  });
});

/** A job of an app with two keys, each of which can open a stream of the job and one of the app. */
async function aFollowedJob() {
  const world = createWorld();
  const reference = await world.bind(await world.connect());
  expectValue(await world.cuelight.startJob(reference.id, {}, admin));
  const jobKey = String(world.orchestrator.started[0]?.key);
  const aKey = async (): Promise<Caller & { readonly keyId: string }> => {
    const made = await world.cuelight.apps.createKey(reference.appId, { name: 'server', scope: 'runtime' });
    return { scope: 'runtime', appId: reference.appId, keyId: expectValue(made).key.id };
  };
  const open = async (caller: Caller) => [
    await heardOn(expectValue(await world.cuelight.jobs.watch(reference.id, jobKey, caller))),
    await heardOn(expectValue(await world.cuelight.appStreams.watch(reference.appId, caller))),
  ];
  return { world, reference, open, keys: [await aKey(), await aKey()] as const };
}

async function anAppWithAKey(world: World) {
  const app = expectValue(await world.cuelight.apps.createApp({ name: 'Invoice portal', origins: [] }));
  const made = expectValue(await world.cuelight.apps.createKey(app.id, { name: 'server', scope: 'runtime' }));
  return { app, made };
}
