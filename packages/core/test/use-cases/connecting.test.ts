import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Check, type Failure, failures, foundCheck, Secret } from '../../src/index.js';
import { admin, connectInput, createWorld, expectValue, publicUrl, type World } from '../world/a-world.js';
import { createGate } from '../world/gate.js';
import { soundSighting } from '../world/stub-orchestrator.js';
import { settle } from '../world/virtual-clock.js';

/** The checks that need a process, or another kind of credential. */
const inapplicable: readonly string[] = ['identity-answers', 'folder-there'];

describe('making a connection', () => {
  it('asks an admin for a credential that names a variable, before it asks the environment', async () => {
    const world = createWorld();
    const credential = { kind: 'personal-access-token', token: { fromEnv: 'CUELIGHT_CREDENTIAL_FINANCE' } } as const;

    const refused = await world.cuelight.connect(
      { ...connectInput, credential },
      { scope: 'designer', appId: 'app-1' },
    );

    expect(refused).toMatchObject({ failure: { code: 'environment-needs-admin' } });
    expect(await world.cuelight.connect({ ...connectInput, credential }, admin)).toMatchObject({
      failure: { code: 'secret-missing' },
    });
    expect(world.storage.rows.connections.size).toBe(0);
  });

  it('verifies it with a signed ping, and says what was checked', async () => {
    const world = createWorld();

    const told: Check[] = [];
    const connecting = world.cuelight.connect(connectInput, admin, (found) => void told.push(foundCheck(found)));
    const { connection, diagnosis } = expectValue(await connecting);

    expect(connection).toMatchObject({ status: 'verified', subscription: { kind: 'webhook', isProven: true } });
    expect(told.map(({ id }) => id).slice(-2)).toEqual(['webhook-subscribed', 'webhook-delivered']);
    expect(told).toHaveLength(diagnosis.checks.length);
    expect(diagnosis.checks).toEqual(expect.arrayContaining(told));
    expect(world.orchestrator.webhookUrls.get(1)?.url).toBe(`${publicUrl}/hooks/${connection.id}`);
    expect(diagnosis.verdict).toBe('pass');
    expect(diagnosis.rootCause).toBeUndefined();
    const answered = diagnosis.checks.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id);
    expect(answered).toEqual(diagnosis.checks.map(({ id }) => id).filter((id) => !inapplicable.includes(id)));
  });

  it.each([
    ['no public address', () => {}, {}, 'webhook-subscribed'],
    [
      'a refused subscription',
      ({ orchestrator }: World) => orchestrator.failing.set('createWebhook', forbidden),
      { publicUrl },
      'webhook-subscribed',
    ],
    [
      'a lost ping',
      ({ orchestrator }: World) => Object.assign(orchestrator, { onPing: () => {} }),
      { publicUrl },
      'webhook-delivered',
    ],
    [
      'a refused ping',
      ({ orchestrator }: World) => orchestrator.failing.set('ping', forbidden),
      { publicUrl },
      'webhook-delivered',
    ],
  ] satisfies [string, (world: World) => unknown, object, string][])(
    'works by reading alone with %s, and warns of it',
    async (_, spoil, options, cause) => {
      const world = createWorld(options);
      spoil(world);

      const connecting = world.cuelight.connect(connectInput, admin);
      await world.clock.advance(10_000);
      const { connection, diagnosis } = expectValue(await connecting);

      expect(connection.status).toBe('verified');
      expect(connection.subscription).not.toMatchObject({ isProven: true });
      expect(diagnosis).toMatchObject({ verdict: 'warn', rootCause: cause });
      const check = diagnosis.checks.find(({ id }) => id === cause);
      expect(check?.remedy).not.toBe('');
    },
  );

  it('waits neither for a webhook that is made too slowly, nor for the reply to a ping that has arrived', async () => {
    const slow = createWorld();
    const never = () => new Promise<never>(() => {});
    Object.assign(slow.orchestrator.webhooks, { create: never, findByUrl: never });
    const connecting = slow.cuelight.connect(connectInput, admin);
    await slow.clock.advance(7_000);
    const pinging = createWorld();
    Object.assign(pinging.orchestrator.webhooks, {
      ping: (access: { readonly connectionId: string }, id: number) => {
        pinging.orchestrator.onPing(access.connectionId, id);
        return new Promise<never>(() => {});
      },
    });

    expect(expectValue(await connecting).connection.subscription).toMatchObject({ kind: 'polling' });
    const { diagnosis } = expectValue(await pinging.cuelight.connect(connectInput, admin));
    expect(diagnosis.verdict).toBe('pass');
  });

  it('takes no deliveries, and keeps no webhook secret, where the subscription was refused', async () => {
    const world = createWorld();
    world.orchestrator.failing.set('createWebhook', forbidden);

    const connection = await world.connect();

    expect(world.cuelight.deliveries.isExpected(connection.id)).toBe(false);
    expect([...world.storage.rows.secrets.keys()]).toEqual([expect.stringContaining('/credential/')]);
  });

  it('leaves no webhook behind whose creation got no answer', async () => {
    const world = createWorld();
    const { webhooks } = world.orchestrator;
    const create = webhooks.create;
    Object.assign(webhooks, {
      create: async (...call: Parameters<typeof create>) => {
        await create(...call);
        return { ok: false, failure: { code: 'orchestrator-timeout', detail: 'No answer.', mayHaveHappened: true } };
      },
    });

    const connection = await world.connect();

    expect(connection.subscription).toEqual({ kind: 'polling', why: 'subscription-refused' });
    expect(world.orchestrator.webhookUrls.size).toBe(0);
  });

  it.each([
    ['credentials-refused', 'credentials-accepted'],
    ['orchestrator-unavailable', 'credentials-accepted'],
  ] as const)(
    'is refused with a diagnosis when signing in fails with %s, and leaves nothing behind',
    async (code, cause) => {
      const world = createWorld();
      world.orchestrator.failing.set('signIn', { code, detail: 'It does not work.' });

      const refused = await world.cuelight.connect(connectInput, admin);

      expect(refused).toMatchObject({
        ok: false,
        failure: { code: 'check-failed', diagnosis: { verdict: 'fail', rootCause: cause } },
      });
      const check = refused.ok ? undefined : refused.failure.diagnosis?.checks.find(({ id }) => id === cause);
      expect(check).toMatchObject({ verdict: 'fail', evidence: 'It does not work.', remedy: failures[code].remedy });
      expect(leftIn(world)).toEqual({ rows: 0, secrets: 0, webhooks: 0 });
    },
  );

  it('is refused with what was seen when the way to Orchestrator is barred, before the credential is sent anywhere', async () => {
    const world = createWorld();
    const { reply: _, ...way } = soundSighting;
    world.orchestrator.sightings.set(connectInput.orchestratorUrl, {
      ...way,
      stop: { why: 'port-closed', code: 'ECONNREFUSED' },
    });
    let signIns = 0;
    Object.assign(world.orchestrator.sessions, {
      signIn: async () => {
        signIns += 1;
        throw new Error('the way is barred');
      },
    });

    const refused = await world.cuelight.connect(connectInput, admin);

    expect(refused).toMatchObject({
      failure: { detail: expect.stringContaining('port 443 (ECONNREFUSED)'), diagnosis: { rootCause: 'port-open' } },
    });
    expect(signIns).toBe(0);
    expect(leftIn(world)).toEqual({ rows: 0, secrets: 0, webhooks: 0 });
  });

  it.each([
    ['signIn', 'credentials-accepted'],
    ['listFolders', 'folders-listed'],
  ] as const)('is refused in time when Orchestrator answers %s too slowly', async (call, cause) => {
    const world = createWorld();
    const { sessions, directory } = world.orchestrator;
    const slow = () => new Promise<never>(() => {});
    Object.assign(call === 'signIn' ? sessions : directory, { [call]: slow });

    const connecting = world.cuelight.connect(connectInput, admin);
    await world.clock.advance(9_000);

    expect(await connecting).toMatchObject({ ok: false, failure: { diagnosis: { rootCause: cause } } });
    expect(leftIn(world)).toEqual({ rows: 0, secrets: 0, webhooks: 0 });
  });

  it('is refused when the user may not list folders', async () => {
    const world = createWorld();
    world.orchestrator.failing.set('listFolders', forbidden);

    const refused = await world.cuelight.connect(connectInput, admin);

    expect(refused).toMatchObject({ ok: false, failure: { diagnosis: { rootCause: 'folders-listed' } } });
  });

  it.each(['connections.insert', 'connections.replace', 'secrets.put'])(
    'undoes everything when %s fails, which is our own failure and not a failed check',
    async (call) => {
      const world = createWorld();
      world.storage.broken.add(call);

      const failed = await world.cuelight.connect(connectInput, admin);

      expect(failed).toMatchObject({ ok: false, failure: { code: expect.stringMatching(/-unavailable$/) } });
      expect(leftIn(world)).toEqual({ rows: 0, secrets: 0, webhooks: 0 });
    },
  );

  it('takes no deliveries when its last step failed', async () => {
    const world = createWorld();
    world.orchestrator.onPing = () => world.storage.broken.add('connections.replace');

    const connecting = world.cuelight.connect(connectInput, admin);
    await world.clock.advance(10_000);

    expect(await connecting).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });
    expect(world.cuelight.deliveries.isExpected('id-000001')).toBe(false);
    expect(leftIn(world)).toEqual({ rows: 0, secrets: 0, webhooks: 0 });
  });

  it('is invisible, and takes the ping, while it is being made', async () => {
    const world = createWorld();
    let seenDuringPing: Promise<unknown> | undefined;
    const ping = world.orchestrator.onPing;
    world.orchestrator.onPing = (connectionId, webhookId) => {
      seenDuringPing = world.cuelight.connections.list({ limit: 10 });
      ping(connectionId, webhookId);
    };

    expectValue(await world.cuelight.connect(connectInput, admin));

    expect(await seenDuringPing).toEqual({ ok: true, value: [] });
    expect(await world.cuelight.connections.list({ limit: 10 })).toMatchObject({ value: [{ status: 'verified' }] });
  });

  it('may name a new origin only for an admin', async () => {
    const world = createWorld();
    const designer = { scope: 'designer', appId: 'app-1' } as const;

    const refused = await world.cuelight.connect(connectInput, designer);
    await world.connect();
    const accepted = await world.cuelight.connect({ ...connectInput, tenant: 'Other' }, designer);

    expect(refused).toMatchObject({ ok: false, failure: { code: 'origin-needs-admin' } });
    expect(accepted).toMatchObject({ ok: true });
  });

  it('may name an identity server on another host only for an admin', async () => {
    const world = createWorld();
    await world.connect();
    const designer = { scope: 'designer', appId: 'app-1' } as const;
    const at = (identityUrl: string) => ({ ...connectInput, identityUrl });

    const refused = await world.cuelight.connect(at('https://orchestrator.example:8443/identity'), designer);
    const accepted = await world.cuelight.connect(at('https://orchestrator.example/sso/identity'), designer);
    const byAdmin = await world.cuelight.connect(at('https://login.example/identity'), admin);

    expect(refused).toMatchObject({ ok: false, failure: { code: 'identity-needs-admin' } });
    expect(accepted).toMatchObject({ ok: true });
    expect(expectValue(byAdmin).connection.target).toEqual({
      orchestratorUrl: 'https://orchestrator.example',
      tenant: 'Default',
      identityUrl: 'https://login.example/identity',
    });
  });

  it('checks a credential without signing out the connection that uses another', async () => {
    const world = createWorld();
    const forgotten: string[] = [];
    Object.assign(world.orchestrator.sessions, { forget: async (id: string) => void forgotten.push(id) });

    const connection = await world.connect();

    expect(forgotten).toHaveLength(1);
    expect(forgotten).not.toContain(connection.id);
  });

  it('refuses an address with a password, without repeating it', async () => {
    const world = createWorld();

    const refused = await world.cuelight.connect(
      { ...connectInput, orchestratorUrl: 'https://svc:canary@orchestrator.example' },
      admin,
    );

    expect(refused).toMatchObject({ ok: false, failure: { code: 'orchestrator-url-refused' } });
    expect(inspect(refused, { depth: 9 })).not.toContain('canary');
  });

  it('never shows the password: not in the answer, not in a failure, not in a notice', async () => {
    const world = createWorld();
    const connected = await world.cuelight.connect(connectInput, admin);
    world.orchestrator.failing.set('signIn', { code: 'credentials-refused', detail: 'No.' });
    const refused = await world.cuelight.connect(
      { ...connectInput, credential: { ...connectInput.credential, password: new Secret('canary-password') } },
      admin,
    );

    for (const shown of [connected, refused, world.notices, [...world.storage.rows.connections.values()]]) {
      expect(inspect(shown, { depth: 20, showHidden: true })).not.toContain('canary');
    }
  });
});

describe('taking a connection down', () => {
  it('removes the webhook, the secrets and the row', async () => {
    const world = createWorld();
    const connection = await world.connect();

    const removed = await world.cuelight.disconnect(connection.id, keep);

    expect(removed).toEqual({ ok: true, value: 'removed' });
    expect(leftIn(world)).toEqual({ rows: 0, secrets: 0, webhooks: 0 });
    expect(world.cuelight.deliveries.isExpected(connection.id)).toBe(false);
  });

  it('is finished wherever it died', async () => {
    for (let call = 1; ; call += 1) {
      const world = createWorld();
      const connection = await world.connect();
      const { delete: remove } = world.orchestrator.webhooks;
      Object.assign(world.orchestrator.webhooks, {
        async delete(...[access, id]: Parameters<typeof remove>) {
          const credential = await access.credential();
          return credential.ok ? remove(access, id) : credential;
        },
      });
      const gate = createGate();
      const dying = createWorld({ publicUrl }, world, gate.guard);
      gate.dieAt(call, 'after');
      void dying.cuelight.disconnect(connection.id, keep);
      await settle();
      const isRetired = world.storage.rows.connections.get(connection.id)?.status !== 'verified';

      await createWorld({ publicUrl }, world).cuelight.sweepConnections();

      const nothing = { rows: 0, secrets: 0, webhooks: 0 };
      expect(leftIn(world), `call ${call}`).toEqual(isRetired ? nothing : { rows: 1, secrets: 2, webhooks: 1 });
      if (!gate.hasDied()) break;
    }
  });

  it('is refused while apps use it, unless their references are to go too', async () => {
    const world = createWorld();
    const connection = await world.connect();
    await world.bind(connection);

    const refused = await world.cuelight.disconnect(connection.id, keep);
    const removed = await world.cuelight.disconnect(connection.id, { ...keep, deleteReferences: true });

    expect(refused).toMatchObject({ ok: false, failure: { code: 'connection-in-use' } });
    expect(removed).toEqual({ ok: true, value: 'removed' });
    expect(world.storage.rows.references.size).toBe(0);
  });

  it('waits for an Orchestrator that is away, unusable meanwhile, and is finished by the sweeper', async () => {
    const world = createWorld();
    const connection = await world.connect();
    world.orchestrator.failing.set('deleteWebhook', { code: 'orchestrator-unreachable', detail: 'away' });

    const retired = await world.cuelight.disconnect(connection.id, keep);
    const used = await world.cuelight.browse.listFolders(connection.id, { skip: 0, take: 1 });
    const sweptTooEarly = await world.cuelight.sweepConnections();
    world.orchestrator.failing.delete('deleteWebhook');
    const swept = await world.cuelight.sweepConnections();

    expect(retired).toEqual({ ok: true, value: 'retired' });
    expect(used).toMatchObject({ ok: false, failure: { code: 'connection-not-usable' } });
    expect([sweptTooEarly, swept]).toEqual([
      { ok: true, value: 0 },
      { ok: true, value: 1 },
    ]);
    expect(leftIn(world)).toEqual({ rows: 0, secrets: 0, webhooks: 0 });
    expect(world.notices).toContainEqual(expect.objectContaining({ kind: 'clean-up-failed', what: 'subscription' }));
  });

  it('gives up on the webhook when told to', async () => {
    const world = createWorld();
    const connection = await world.connect();
    world.orchestrator.failing.set('deleteWebhook', { code: 'orchestrator-unreachable', detail: 'away' });

    const removed = await world.cuelight.disconnect(connection.id, { ...keep, acceptOrphanWebhook: true });

    expect(removed).toEqual({ ok: true, value: 'removed' });
    expect(leftIn(world)).toMatchObject({ rows: 0, secrets: 0 });
  });

  it('keeps a secret that cannot be deleted now, and deletes it later', async () => {
    const world = createWorld();
    const connection = await world.connect();
    world.storage.broken.add('secrets.deleteAll');

    const retired = await world.cuelight.disconnect(connection.id, keep);
    world.storage.broken.clear();
    await world.cuelight.sweepConnections();

    expect(retired).toEqual({ ok: true, value: 'retired' });
    expect(leftIn(world)).toEqual({ rows: 0, secrets: 0, webhooks: 0 });
  });

  it('takes no deliveries from the moment it is retired, even when the rest must wait', async () => {
    const world = createWorld();
    const connection = await world.connect();
    world.storage.broken.add('references.deleteByConnection');

    const failed = await world.cuelight.disconnect(connection.id, keep);

    expect(failed).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });
    expect(world.cuelight.deliveries.isExpected(connection.id)).toBe(false);
  });

  it('does not know a connection that is not there', async () => {
    const refused = await createWorld().cuelight.disconnect('id-none', keep);

    expect(refused).toMatchObject({ ok: false, failure: { code: 'connection-not-found' } });
  });
});

describe('a start of the service', () => {
  it('finishes connections whose making was cut off, webhook included, but not ones just being made', async () => {
    const world = createWorld();
    const connection = await world.connect();
    // As after a crash between the webhook's creation and the note of it.
    const polling = { kind: 'polling', why: 'no-public-url' } as const;
    world.storage.rows.connections.set(connection.id, { ...connection, status: 'connecting', subscription: polling });

    const early = await world.cuelight.sweepConnections();
    await world.clock.advance(121_000);
    const late = await world.cuelight.sweepConnections();

    expect([early, late]).toEqual([
      { ok: true, value: 0 },
      { ok: true, value: 1 },
    ]);
    expect(leftIn(world)).toEqual({ rows: 0, secrets: 0, webhooks: 0 });
  });

  it('finishes at once what was being made when the service before it ended', async () => {
    const world = createWorld();
    const connection = await world.connect();
    const atStart = createWorld();
    atStart.storage.rows.connections.set('id-cut-off', {
      ...connection,
      id: 'id-cut-off',
      status: 'connecting',
      createdAtMs: atStart.clock.nowMs() - 1,
    });

    expect(await atStart.cuelight.sweepConnections()).toEqual({ ok: true, value: 1 });
  });

  it('takes deliveries again, and names the connections whose secret it cannot read', async () => {
    const world = createWorld();
    const [kept, lost] = [await world.connect(), await world.connect()];
    world.storage.rows.secrets.delete(`${lost.id}/webhook-secret/4`);
    const restarted = createWorld();
    for (const [id, row] of world.storage.rows.connections) restarted.storage.rows.connections.set(id, row);
    for (const [name, secret] of world.storage.rows.secrets) restarted.storage.rows.secrets.set(name, secret);

    const opened = await restarted.cuelight.openHooks();

    expect(opened).toMatchObject({ ok: true, value: [{ connectionId: lost.id, failure: { code: 'secret-missing' } }] });
    expect(restarted.cuelight.deliveries.isExpected(kept.id)).toBe(true);
    expect(restarted.cuelight.deliveries.isExpected(lost.id)).toBe(false);
  });

  it('takes deliveries of a webhook whose secret is moved to another backend at that moment', async () => {
    const world = createWorld();
    const { id } = await world.connect();
    const restarted = createWorld({ publicUrl }, world);
    const { read } = world.storage.secrets;
    let isMoved = false;
    Object.assign(world.storage.secrets, {
      async read(...[ref, binding]: Parameters<typeof read>) {
        const row = world.storage.rows.connections.get(id);
        if (binding.field === 'webhook-secret' && !isMoved && row?.subscription.kind === 'webhook') {
          isMoved = true;
          const copy = expectValue(await world.storage.secrets.put(binding, expectValue(await read(ref, binding))));
          expectValue(
            await world.storage.connections.replace({ ...row, subscription: { ...row.subscription, secret: copy } }),
          );
          await world.storage.secrets.delete(ref);
        }
        return read(ref, binding);
      },
    });

    expect(await restarted.cuelight.openHooks()).toEqual({ ok: true, value: [] });

    expect(restarted.deliver(id)).toBe('accepted');
  });
});

describe('a delivery', () => {
  it('is refused alike for an unknown connection, without and with a wrong signature', async () => {
    const world = createWorld();
    const connection = await world.connect();
    const body = new TextEncoder().encode('{"Type":"ping"}');

    const answers = [
      world.cuelight.deliveries.take({ connectionId: 'id-none', body, signature: 'any' }),
      world.cuelight.deliveries.take({ connectionId: connection.id, body, signature: undefined }),
      world.cuelight.deliveries.take({ connectionId: connection.id, body, signature: 'signed with something else' }),
    ];

    expect(answers).toEqual(['refused', 'refused', 'refused']);
  });

  it('is accepted under a valid signature whatever it says, counted and not repeated', async () => {
    const world = createWorld();
    const connection = await world.connect();
    const secret = world.orchestrator.webhookUrls.get(1)?.secret;
    const deliver = (text: string) =>
      world.cuelight.deliveries.take({
        connectionId: connection.id,
        body: new TextEncoder().encode(text),
        signature: `signed with ${secret}`,
      });

    const answers = ['', 'canary', '[]', '{"Type":"job.started","Job":"canary"}', '{"Type":"robot.status"}'].map(
      deliver,
    );

    expect(answers).toEqual(Array(5).fill('accepted'));
    expect(world.notices.filter(({ kind }) => kind === 'webhook-not-understood')).toHaveLength(4);
    expect(world.notices.filter(({ kind }) => kind === 'observation-ignored')).toHaveLength(1);
    expect(JSON.stringify(world.notices)).not.toContain('canary');
  });
});

const forbidden: Failure = { code: 'orchestrator-forbidden', detail: 'The user lacks a permission.' };
const keep = { deleteReferences: false, acceptOrphanWebhook: false };

function leftIn(world: World) {
  return {
    rows: world.storage.rows.connections.size,
    secrets: world.storage.rows.secrets.size,
    webhooks: world.orchestrator.webhookUrls.size,
  };
}
