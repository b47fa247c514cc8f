import { describe, expect, it } from 'vitest';
import { type Credential, type Exported, Secret } from '../../src/index.js';
import { connectInput, createWorld, expectValue, type World } from '../world/a-world.js';

const { credential } = connectInput;

describe('exporting', () => {
  it('tells connections in use, apps and process references, and no secret', async () => {
    const { world, connection, reference } = await aSetUpWorld();

    const exported = expectValue(await world.cuelight.exportSetup.read());

    const { id, name, target } = connection;
    expect(exported.connections).toEqual([{ id, name, target }]);
    expect(exported.apps.map((app) => app.id)).toEqual([reference.appId]);
    expect(exported.references).toEqual([reference]);
    for (const { text } of world.storage.rows.secrets.values()) expect(JSON.stringify(exported)).not.toContain(text);
  });

  it('tells of one connection what is on it and the apps of that', async () => {
    const { world, connection, reference } = await aSetUpWorld();
    await world.connect();
    await world.cuelight.apps.createApp({ name: 'Unused', origins: [] });

    const exported = expectValue(await world.cuelight.exportSetup.read([connection.id, connection.id]));

    expect(exported.connections.map(({ id }) => id)).toEqual([connection.id]);
    expect(exported.apps.map(({ id }) => id)).toEqual([reference.appId]);
    expect(exported.references).toEqual([reference]);
  });

  it('tells nothing of connections that are being made or removed', async () => {
    const { world, connection } = await aSetUpWorld();
    world.storage.rows.connections.set(connection.id, { ...connection, status: 'retired' });

    expect(expectValue(await world.cuelight.exportSetup.read())).toMatchObject({ connections: [], references: [] });
    expect(await world.cuelight.exportSetup.read([connection.id])).toMatchObject(failing('connection-not-usable'));
    expect(await world.cuelight.exportSetup.read(['nobody'])).toMatchObject(failing('connection-not-found'));
  });

  it('reads out a credential as it was given', async () => {
    const { world, connection } = await aSetUpWorld();

    const read = expectValue(await world.cuelight.exportSetup.credential(connection.id)) as typeof credential;

    expect(read.password.reveal()).toBe('canary-password');
  });
});

describe('importing', () => {
  it('makes everything under its id, with a credential and a webhook of its own', async () => {
    const { exported } = await aSetUpWorld();
    const world = createWorld();

    await importInto(world, exported);

    const [row] = [...world.storage.rows.connections.values()];
    expect(row).toMatchObject({ ...exported.connections[0], status: 'verified' });
    expect(row?.subscription).toMatchObject({ kind: 'webhook', isProven: true });
    const kept = expectValue(await world.cuelight.exportSetup.credential(row?.id ?? '')) as typeof credential;
    expect(kept.password.reveal()).toBe('canary-password');
    const again = expectValue(await world.cuelight.exportSetup.read());
    expect(withoutTimes(again)).toEqual(withoutTimes(exported));
  });

  it('finds everything there the second time', async () => {
    const { exported } = await aSetUpWorld();
    const world = createWorld();
    const before = presencesOf(expectValue(await world.cuelight.importSetup.compare(exported)));

    await importInto(world, exported);

    expect(before).toEqual(['absent', 'absent', 'absent']);
    expect(presencesOf(expectValue(await world.cuelight.importSetup.compare(exported)))).toEqual([
      'there',
      'there',
      'there',
    ]);
  });

  it('takes a connection that was renamed, and a process that went on to another version, for what was exported', async () => {
    const { world, connection, reference, exported } = await aSetUpWorld();
    await world.cuelight.connections.rename(connection.id, 'Accounts payable');
    await world.storage.processReferences.noteVersion(reference.id, '9.9.9');

    const plan = expectValue(await world.cuelight.importSetup.compare(exported));

    expect(presencesOf(plan)).toEqual(['there', 'there', 'there']);
  });

  it('finds what is another thing under the same id', async () => {
    const { world, exported } = await aSetUpWorld();
    const [app, connection, reference] = [exported.apps[0], exported.connections[0], exported.references[0]];
    const other = {
      apps: exported.apps.map((row) => ({ ...row, name: 'Another' })),
      connections: exported.connections.map((row) => ({ ...row, target: { ...row.target, tenant: 'Another' } })),
      references: exported.references.map((row) => ({ ...row, releaseKey: 'another' })),
    };

    const plan = expectValue(await world.cuelight.importSetup.compare(other));

    expect([app, connection, reference]).not.toContain(undefined);
    expect(presencesOf(plan)).toEqual(['conflict', 'conflict', 'conflict']);
    expect(plan.connections[0]?.present?.target).toEqual(connection?.target);
  });

  it('takes a connection that is being removed for one that is in the way', async () => {
    const { world, connection, exported } = await aSetUpWorld();
    world.storage.rows.connections.set(connection.id, { ...connection, status: 'retired' });

    expect(presencesOf(expectValue(await world.cuelight.importSetup.compare(exported)))[1]).toBe('conflict');
  });

  it('checks the credential first, and makes nothing when it is refused', async () => {
    const { exported } = await aSetUpWorld();
    const world = createWorld();
    world.orchestrator.failing.set('signIn', { code: 'credentials-refused', detail: 'refused' });

    const [failed] = await importInto(world, exported);

    expect(failed).toMatchObject(failing('check-failed'));
    expect(world.storage.rows.connections.size).toBe(0);
    expect(world.storage.rows.references.size).toBe(0);
    expect(world.storage.rows.secrets.size).toBe(0);
  });

  it.each(['references.insert', 'secrets.put', 'connections.replace'])(
    'leaves nothing of a connection behind when %s fails',
    async (call) => {
      const { exported } = await aSetUpWorld();
      const world = createWorld();
      world.storage.broken.add(call);

      const [failed] = await importInto(world, exported);
      world.storage.broken.clear();

      expect(failed).toMatchObject({ ok: false });
      expect(world.storage.rows.connections.size).toBe(0);
      expect(world.storage.rows.references.size).toBe(0);
      expect(world.storage.rows.secrets.size).toBe(0);
      expect(world.orchestrator.webhookUrls.size).toBe(0);
    },
  );

  it('leaves none of several references behind when one cannot be added', async () => {
    const { world, connection, reference } = await aSetUpWorld();
    const { insert } = world.storage.processReferences;
    Object.assign(world.storage.processReferences, {
      insert: async (row: typeof reference) =>
        row.id === 'id-third' ? { ok: false, failure: { code: 'storage-unavailable', detail: 'down' } } : insert(row),
    });
    const references = ['id-first', 'id-second', 'id-third'].map((id) => ({ ...reference, id }));

    const failed = await world.cuelight.importSetup.references(connection.id, references);

    expect(failed).toMatchObject(failing('storage-unavailable'));
    expect([...world.storage.rows.references.keys()]).toEqual([reference.id]);
  });

  it('does not touch a connection that somebody made meanwhile under the id', async () => {
    const { world, connection, exported } = await aSetUpWorld();
    const before = world.storage.rows.connections.get(connection.id);

    const [failed] = await importInto(world, { ...exported, apps: [] });

    expect(failed).toMatchObject(failing('changed-meanwhile'));
    expect(world.storage.rows.connections.get(connection.id)).toEqual(before);
  });

  it('refuses an authority that is no longer one', async () => {
    const { exported } = await aSetUpWorld();
    const world = createWorld();
    const detail = 'It has expired.';
    Object.assign(world.authorities, {
      check: () => ({ ok: false, failure: { code: 'not-a-ca-certificate', detail } }),
    });
    const connections = exported.connections.map((row) => ({ ...row, target: { ...row.target, caPem: 'a PEM' } }));

    const [failed] = await importInto(world, { ...exported, connections });

    expect(failed).toMatchObject(failing('not-a-ca-certificate'));
  });
});

/** A connection, an app and a process reference, and the export of them. */
async function aSetUpWorld() {
  const world = createWorld();
  const connection = await world.connect();
  const reference = await world.bind(connection);
  const exported = expectValue(await world.cuelight.exportSetup.read());
  return { world, connection: world.storage.rows.connections.get(connection.id) ?? connection, reference, exported };
}

/** Imports all there is, whatever stands in the way; answers what became of the connections. */
async function importInto(world: World, { apps, connections, references }: Exported) {
  const { importSetup } = world.cuelight;
  for (const app of apps) await importSetup.app(app);
  const imported = connections.map((connection) =>
    importSetup.connection(
      connection,
      { ...credential, password: new Secret('canary-password') } as Credential,
      references,
    ),
  );
  await world.clock.advance(0);
  return Promise.all(imported);
}

function presencesOf({ apps, connections }: { apps: readonly Present[]; connections: readonly PresentConnection[] }) {
  return [...apps, ...connections, ...connections.flatMap(({ references }) => references)].map(
    ({ presence }) => presence,
  );
}

interface Present {
  readonly presence: string;
}

interface PresentConnection extends Present {
  readonly references: readonly Present[];
}

function withoutTimes({ connections, apps, references }: Exported) {
  return {
    connections,
    apps: apps.map(({ createdAtMs: _, ...app }) => app),
    references: references.map(({ createdAtMs: _, ...reference }) => reference),
  };
}

function failing(code: string) {
  return { ok: false, failure: { code } };
}
