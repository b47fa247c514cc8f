import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { accessOf } from '../../src/connection/access.js';
import {
  type Connection,
  type ConnectionTarget,
  credentialFromText,
  type Failure,
  type FoundCheck,
  fail,
  type OrchestratorAccess,
  parseIdentityUrl,
  Secret,
  type SecretRef,
  succeed,
  type WebhookRequest,
} from '../../src/index.js';
import { createIsAbandoned } from '../../src/use-cases/is-abandoned.js';
import { tidySecrets } from '../../src/use-cases/tidy-secrets.js';
import { createHookRegistry } from '../../src/webhook/hook-registry.js';
import { admin, connectInput, createWorld, expectValue, publicUrl, type World } from '../world/a-world.js';
import { settle } from '../world/virtual-clock.js';

const refused: Failure = { code: 'credentials-refused', detail: 'No.' };
const forbidden: Failure = { code: 'orchestrator-forbidden', detail: 'It may not.' };
const gone: Failure = { code: 'orchestrator-unreachable', detail: 'It is gone.' };
const renewed = { kind: 'personal-access-token', token: new Secret('canary-token') } as const;
const login = expectValue(parseIdentityUrl('https://login.example/identity'));
const elsewhere = { orchestratorUrl: 'https://new.example', credential: renewed };

describe('replacing the credential of a connection', () => {
  it('uses the new one from then on, and keeps nothing of the old one', async () => {
    const world = createWorld();
    const before = await world.connect();

    const told: FoundCheck[] = [];
    const replacing = world.cuelight.replaceCredential(before.id, renewed, (found) => void told.push(found));
    const { connection, diagnosis } = expectValue(await replacing);

    expect(told).toContainEqual(expect.objectContaining({ id: 'credentials-accepted', verdict: 'pass' }));
    expect(connection).toMatchObject({ target: before.target, subscription: before.subscription, state: 'verified' });
    expect(diagnosis.checks).toContainEqual(expect.objectContaining({ id: 'credentials-accepted', verdict: 'pass' }));
    expect(credentialsIn(world)).toEqual(['personal-access-token']);
    expect(await world.cuelight.browse.listFolders(before.id, { skip: 0, take: 1 })).toMatchObject({ ok: true });
  });

  it('leaves the old one in use when the new one is refused', async () => {
    const world = createWorld();
    const before = await world.connect();
    world.orchestrator.failing.set('signIn', refused);

    const failed = await world.cuelight.replaceCredential(before.id, renewed);

    expect(failed).toMatchObject({
      ok: false,
      failure: { code: 'check-failed', diagnosis: { verdict: 'fail', rootCause: 'credentials-accepted' } },
    });
    expect(world.storage.rows.connections.get(before.id)).toEqual(stored(before));
    expect(credentialsIn(world)).toEqual(['password']);
  });

  it.each(['secrets.put', 'connections.replace'])('leaves the old one in use when %s fails', async (call) => {
    const world = createWorld();
    const before = await world.connect();
    world.storage.broken.add(call);

    const failed = await world.cuelight.replaceCredential(before.id, renewed);

    expect(failed).toMatchObject({ ok: false, failure: { code: expect.stringMatching(/-unavailable$/) } });
    const { looseSecretsSinceMs: _, revision, ...row } = world.storage.rows.connections.get(before.id) ?? before;
    expect({ ...row, revision: before.revision }).toEqual(stored(before));
    expect(revision - before.revision).toBe(call === 'secrets.put' ? 1 : 0);
    expect(credentialsIn(world)).toEqual(['password']);
  });

  it('changes nothing when somebody else changed the connection meanwhile', async () => {
    const world = createWorld();
    const before = await world.connect();
    whileChecking(world, () => world.cuelight.connections.rename(before.id, 'Head office'));

    const failed = await world.cuelight.replaceCredential(before.id, renewed);

    expect(failed).toMatchObject({ ok: false, failure: { code: 'changed-meanwhile' } });
    expect(world.storage.rows.connections.get(before.id)).toMatchObject({ name: 'Head office' });
    expect(credentialsIn(world)).toEqual(['password']);
  });

  it('succeeds when the row was written although the database did not say so', async () => {
    const world = createWorld();
    const before = await world.connect();
    loseAnswersOfReplace(world);

    expect(await world.cuelight.replaceCredential(before.id, renewed)).toMatchObject({ ok: true });
    expect(credentialsIn(world)).toEqual(['personal-access-token']);
  });

  it('is not undone by another host that clears up what was left behind, whenever it reads the row and acts', async () => {
    let calls = 1;
    for (let readAt = 1; readAt <= calls; readAt += 1) {
      for (let actAt = readAt; actAt <= calls; actAt += 1) {
        const before = createWorld();
        const { clock, storage } = before;
        const { id } = await before.connect();
        await clock.advance(1);
        const { connections, rows, secrets } = storage;
        const rowNow = async () => expectValue(await connections.find(id));
        const row = await rowNow();
        if (row === undefined) throw new Error('there is no connection');
        rows.connections.set(id, { ...row, looseSecretsSinceMs: clock.nowMs() });
        await clock.advance(10 * 60_000);
        const other = {
          ...{ connections, secrets, clock, hooks: createHookRegistry(clock, () => {}) },
          isAbandoned: createIsAbandoned({ clock }),
        };
        let call = 0;
        let read: Connection | undefined;
        const world = createWorld({ publicUrl }, before, async (run) => {
          const answer = await run();
          call += 1;
          if (call === readAt) read = await rowNow();
          if (call === actAt && read !== undefined) await tidySecrets(read, other);
          return answer;
        });

        const replaced = await world.cuelight.replaceCredential(id, renewed);

        calls = Math.max(calls, call);
        const { kind } = expectValue(await credentialOf(world, (await rowNow()) ?? row));
        expect(kind, `read after call ${readAt}, acted on after ${actAt}`).toBe(
          replaced.ok ? 'personal-access-token' : 'password',
        );
      }
    }
    expect(calls).toBeGreaterThan(5);
  });

  it('keeps both where it cannot be known which one the row names', async () => {
    const world = createWorld();
    const before = await world.connect();
    // The first is what says that secrets may lie about.
    loseAnswersOfReplace(world, (call) => call === 2 && world.storage.broken.add('connections.find'));

    const failed = await world.cuelight.replaceCredential(before.id, renewed);
    world.storage.broken.clear();

    expect(failed).toEqual({ ok: false, failure: { code: 'storage-unavailable', detail: expect.any(String) } });
    expect(credentialsIn(world)).toEqual(['password', 'personal-access-token']);
    expect(await world.cuelight.browse.listFolders(before.id, { skip: 0, take: 1 })).toMatchObject({ ok: true });
  });

  it('forgets what was opened with the old one, and only then', async () => {
    const world = createWorld();
    const before = await world.connect();
    const forgotten: string[] = [];
    Object.assign(world.orchestrator.sessions, { forget: async (id: string) => void forgotten.push(id) });

    world.orchestrator.failing.set('signIn', refused);
    await world.cuelight.replaceCredential(before.id, renewed);
    const afterFailure = forgotten.includes(before.id);
    world.orchestrator.failing.clear();
    await world.cuelight.replaceCredential(before.id, renewed);

    expect([afterFailure, forgotten.includes(before.id)]).toEqual([false, true]);
  });

  it('never lets two credentials that are tried at once share what is opened', async () => {
    const world = createWorld();
    const { id } = await world.connect();
    const tried: string[] = [];
    const { signIn } = world.orchestrator.sessions;
    Object.assign(world.orchestrator.sessions, {
      signIn: (access: Parameters<typeof signIn>[0]) => {
        tried.push(access.connectionId);
        return signIn(access);
      },
    });

    await Promise.all([world.cuelight.replaceCredential(id, renewed), world.cuelight.replaceCredential(id, renewed)]);

    expect(new Set(tried).size).toBe(2);
  });

  it('makes a connection verified again that was unauthorized', async () => {
    const world = createWorld();
    const { id } = await world.connect();
    world.orchestrator.failing.set('listFolders', refused);
    await world.cuelight.browse.listFolders(id, { skip: 0, take: 1 });
    world.orchestrator.failing.clear();

    const { connection } = expectValue(await world.cuelight.replaceCredential(id, renewed));

    expect(connection.state).toBe('verified');
    expect(world.notices.at(-1)).toMatchObject({ from: 'unauthorized', to: 'verified', by: 'call-answered' });
  });

  it('takes deliveries all the while', async () => {
    const world = createWorld();
    const { id } = await world.connect();
    const seen: boolean[] = [];
    whileChecking(world, () => void seen.push(world.cuelight.deliveries.isExpected(id)));

    await world.cuelight.replaceCredential(id, renewed);

    expect([...seen, world.cuelight.deliveries.isExpected(id)]).toEqual([true, true]);
  });

  it('tells of an old one that cannot be deleted, and goes on', async () => {
    const world = createWorld();
    const { id } = await world.connect();
    world.storage.broken.add('secrets.delete');

    expect(await world.cuelight.replaceCredential(id, renewed)).toMatchObject({ ok: true });
    expect(world.notices).toContainEqual(expect.objectContaining({ kind: 'clean-up-failed', what: 'secret' }));
  });

  it('is not for a connection that is not there, being made or being removed', async () => {
    const world = createWorld();
    const before = await world.connect();
    const standing = async (status: 'connecting' | 'retired') => {
      world.storage.rows.connections.set(before.id, { ...stored(before), status });
      return world.cuelight.replaceCredential(before.id, renewed);
    };

    expect(await world.cuelight.replaceCredential('id-none', renewed)).toMatchObject(failing('connection-not-found'));
    expect(await standing('connecting')).toMatchObject(failing('connection-not-found'));
    expect(await standing('retired')).toMatchObject(failing('connection-not-usable'));
  });

  it('never shows it: not in the answer, not in a failure, not in a check as it is found, not in a notice', async () => {
    const world = createWorld();
    const { id } = await world.connect();
    const replaced = await world.cuelight.replaceCredential(id, renewed);
    world.orchestrator.failing.set('signIn', refused);
    const told: FoundCheck[] = [];
    const failed = await world.cuelight.changeTarget(id, elsewhere, admin, (found) => void told.push(found));

    expect(told).toContainEqual(expect.objectContaining({ id: 'credentials-accepted', verdict: 'fail' }));
    for (const shown of [replaced, failed, told, world.notices, [...world.storage.rows.connections.values()]]) {
      expect(inspect(shown, { depth: 20, showHidden: true })).not.toContain('canary');
    }
  });
});

describe('changing the target of a connection', () => {
  it('changes target, credential and name together', async () => {
    const world = createWorld();
    const before = await world.connect();
    const change = { ...elsewhere, name: 'Head office', tenant: 'Production', trust: { caPem: 'PEM' } };

    const { connection } = expectValue(
      await world.cuelight.changeTarget(before.id, { ...change, identityUrl: 'https://login.example/identity' }, admin),
    );

    expect(connection).toMatchObject({ id: before.id, name: 'Head office', status: 'verified' });
    expect(connection.target).toEqual({
      orchestratorUrl: 'https://new.example',
      tenant: 'Production',
      identityUrl: 'https://login.example/identity',
      caPem: 'PEM',
    });
    expect(credentialsIn(world)).toEqual(['personal-access-token']);
  });

  it.each<[string, object, Partial<ConnectionTarget>]>([
    ['the identity server', { identityUrl: null }, { caPem: 'PEM' }],
    ['the authorities', { trust: {} }, { identityUrl: login }],
    ['nothing but the tenant', { tenant: 'Other' }, { caPem: 'PEM', identityUrl: login, tenant: 'Other' }],
  ])('can take back %s, and keeps what is not named', async (_, change, expected) => {
    const world = createWorld();
    const { id } = await world.connect();
    const identityUrl = 'https://login.example/identity';
    await world.cuelight.changeTarget(id, { identityUrl, trust: { caPem: 'PEM' }, credential: renewed }, admin);

    const { connection } = expectValue(
      await world.cuelight.changeTarget(id, { ...change, credential: renewed }, admin),
    );

    const { orchestratorUrl } = connection.target;
    expect(connection.target).toEqual({ orchestratorUrl, tenant: 'Default', ...expected });
  });

  it('needs an admin, and the full credential', async () => {
    const world = createWorld();
    const before = await world.connect();
    const designer = { scope: 'designer', appId: 'app-1' } as const;
    const withoutCredential = { orchestratorUrl: 'https://new.example' };

    const byDesigner = await world.cuelight.changeTarget(before.id, elsewhere, designer);
    const alone = await world.cuelight.changeTarget(before.id, withoutCredential, admin);

    expect(byDesigner).toMatchObject(failing('target-needs-admin'));
    expect(alone).toMatchObject(failing('credential-required-with-new-target'));
    expect(world.storage.rows.connections.get(before.id)).toEqual(stored(before));
  });

  it('is refused as a whole when a check fails', async () => {
    const world = createWorld();
    const before = await world.connect();
    world.orchestrator.failing.set('listFolders', forbidden);

    const failed = await world.cuelight.changeTarget(before.id, elsewhere, admin);

    expect(failed).toMatchObject(failing('check-failed'));
    expect(world.storage.rows.connections.get(before.id)).toEqual(stored(before));
    expect(credentialsIn(world)).toEqual(['password']);
  });

  it.each([
    [{ orchestratorUrl: 'http://new.example' }, 'orchestrator-url-refused'],
    [{ identityUrl: 'login.example' }, 'identity-url-refused'],
  ])('to %o is refused before anything is sent', async (change, code) => {
    const world = createWorld();
    const { id } = await world.connect();

    expect(await world.cuelight.changeTarget(id, { ...change, credential: renewed }, admin)).toMatchObject(
      failing(code),
    );
  });

  it('keeps the webhook where the new address knows it: it is the same Orchestrator', async () => {
    const world = createWorld();
    const before = await world.connect();
    const secret = world.orchestrator.webhookUrls.get(1)?.secret;

    const { connection } = expectValue(await world.cuelight.changeTarget(before.id, elsewhere, admin));

    expect(connection.subscription).toMatchObject({ kind: 'webhook', webhookId: 1, isProven: true });
    expect([...world.orchestrator.webhookUrls.values()]).toMatchObject([
      { url: `${publicUrl}/hooks/${before.id}`, secret },
    ]);
    expect(world.cuelight.deliveries.isExpected(before.id)).toBe(true);
    expect(webhookSecretsIn(world)).toEqual([secret]);
  });

  it('waits until a change of the webhook secret is over, of which one would be left to the old target', async () => {
    const world = createWorld();
    const before = await world.connect();
    expectValue(await world.cuelight.rotateWebhookSecret(before.id));
    await world.clock.advance(60_000);

    const refused = await world.cuelight.changeTarget(before.id, elsewhere, admin);

    expect(refused).toMatchObject({ failure: { code: 'webhook-secret-changing', retryAfterMs: 14 * 60_000 } });
    expect(world.storage.rows.connections.get(before.id)?.target).toEqual(before.target);
    expect(credentialsIn(world)).toEqual(['password']);
  });

  it('takes a webhook along that Orchestrator does not let us see to: as none', async () => {
    const world = createWorld();
    const before = await world.connect();
    for (const call of ['readWebhook', 'findWebhook', 'createWebhook']) world.orchestrator.failing.set(call, forbidden);
    await world.cuelight.keepSubscriptions();
    const held = world.storage.rows.connections.get(before.id)?.subscription;

    const { connection } = expectValue(await world.cuelight.changeTarget(before.id, elsewhere, admin));

    expect(held).toMatchObject({ kind: 'polling', webhook: { webhookId: 1 } });
    expect(connection.subscription).toEqual({ kind: 'polling', why: 'subscription-refused' });
    expect(webhookSecretsIn(world)).toEqual([]);
    expect(world.cuelight.deliveries.isExpected(before.id)).toBe(false);
  });

  it('binds both secrets to the new target, so that they open after a restart and under no edited row', async () => {
    const world = createWorld();
    const { id } = await world.connect();
    const { connection } = expectValue(await world.cuelight.changeTarget(id, elsewhere, admin));

    const opened = await world.cuelight.openHooks();
    const readByAdapter = await credentialOf(world, connection);
    const edited = await credentialOf(world, {
      ...connection,
      target: { ...connection.target, identityUrl: expectValue(parseIdentityUrl('https://thief.example/identity')) },
    });

    expect(opened).toEqual({ ok: true, value: [] });
    expect(readByAdapter).toMatchObject({ ok: true });
    expect(edited).toMatchObject(failing('secret-unreadable'));
  });

  it('makes the webhook at another Orchestrator, proves it by a ping, and takes down the old one', async () => {
    const world = createWorld();
    const before = await world.connect();
    Object.assign(world.orchestrator.webhooks, { findByUrl: async () => succeed([]) });

    const told: FoundCheck[] = [];
    const changing = world.cuelight.changeTarget(before.id, elsewhere, admin, (found) => void told.push(found));
    const { connection, diagnosis } = expectValue(await changing);

    expect(told.map(({ id, verdict }) => [id, verdict]).slice(-2)).toEqual([
      ['webhook-subscribed', 'pass'],
      ['webhook-delivered', 'pass'],
    ]);
    expect(connection.subscription).toMatchObject({ kind: 'webhook', webhookId: 2, isProven: true });
    expect([...world.orchestrator.webhookUrls.keys()]).toEqual([2]);
    expect(diagnosis.verdict).toBe('pass');
    expect(webhookSecretsIn(world)).toHaveLength(1);
  });

  it('goes on by reading where the new Orchestrator refuses the webhook', async () => {
    const world = createWorld();
    const before = await world.connect();
    world.orchestrator.failing.set('findWebhook', forbidden);

    const { connection, diagnosis } = expectValue(await world.cuelight.changeTarget(before.id, elsewhere, admin));

    expect(connection.subscription).toEqual({ kind: 'polling', why: 'subscription-refused' });
    expect(diagnosis).toMatchObject({ verdict: 'warn', rootCause: 'webhook-subscribed' });
    expect(world.cuelight.deliveries.isExpected(before.id)).toBe(false);
    expect(webhookSecretsIn(world)).toEqual([]);
  });

  it('does not wait long for an old Orchestrator that is gone', async () => {
    const world = createWorld();
    const before = await world.connect();
    Object.assign(world.orchestrator.webhooks, {
      findByUrl: async () => succeed([]),
      delete: () => new Promise(() => {}),
    });

    const changing = world.cuelight.changeTarget(before.id, elsewhere, admin);
    await world.clock.advance(3_000);

    expect(await changing).toMatchObject({ ok: true });
    expect(world.notices).toContainEqual(expect.objectContaining({ kind: 'clean-up-failed', what: 'subscription' }));
  });

  it('takes down the old webhook, though the new Orchestrator has one that an earlier move left over', async () => {
    const { world, before } = await withLeftOver();

    expectValue(await world.cuelight.changeTarget(before.id, elsewhere, admin));

    expect([...world.orchestrator.webhookUrls.keys()]).toEqual([]);
  });

  it.each([
    ['/acme/One/orchestrator_', { orchestratorUrl: 'https://suite.example/acme/Two/orchestrator_' }],
    ['/acme/One/orchestrator_', { orchestratorUrl: 'https://suite.example/other/One/orchestrator_' }],
    ['', { orchestratorUrl: 'https://suite.example', tenant: 'Two' }],
    ['', { orchestratorUrl: 'https://suite.example/acme/One/orchestrator_' }],
  ])(
    'takes no webhook of another tenant (from %s to %o) for the one it had, also under the same id',
    async (from, to) => {
      const { world, id, tenants } = await withNumberedAlike({ orchestratorUrl: `https://suite.example${from}` });

      const { connection } = expectValue(await world.cuelight.changeTarget(id, { ...to, credential: renewed }, admin));
      expectValue(await world.cuelight.keepSubscriptions());

      expect(connection.subscription).toMatchObject({ webhookId: 2, isProven: true });
      expect([...tenants.values()].map((ids) => [...ids])).toEqual([[], [2]]);
    },
  );

  it.each([
    { orchestratorUrl: 'https://alias.example/Acme/one/orchestrator_' },
    { tenant: 'what the address says anyway' },
  ])('knows the tenant of an address that names it by that alone: %o', async (to) => {
    const world = createWorld();
    const { id } = await world.connect();
    const orchestratorUrl = 'https://suite.example/acme/One/orchestrator_';
    await world.cuelight.changeTarget(id, { orchestratorUrl, credential: renewed }, admin);
    const [before] = world.orchestrator.webhookUrls.keys();

    const { connection } = expectValue(await world.cuelight.changeTarget(id, { ...to, credential: renewed }, admin));

    expect(connection.subscription).toMatchObject({ webhookId: before });
    expect([...world.orchestrator.webhookUrls.keys()]).toEqual([before]);
  });

  it('gives a webhook that it finds at the new Orchestrator the secret that the row names', async () => {
    const { world, before, secretsThere } = await withLeftOver();
    const secret = world.orchestrator.webhookUrls.get(1)?.secret;

    const { connection } = expectValue(await world.cuelight.changeTarget(before.id, elsewhere, admin));

    expect(connection.subscription).toMatchObject({ kind: 'webhook', isProven: true });
    expect([...secretsThere.values()]).toEqual([secret]);
  });

  it('leaves the connection verified, however late the old Orchestrator turns out to be gone', async () => {
    const world = createWorld();
    const before = await world.connect();
    Object.assign(world.orchestrator.webhooks, {
      findByUrl: async () => succeed([]),
      delete: () => new Promise((resolve) => world.clock.after(5_000, () => resolve(fail(gone)))),
    });

    const changing = world.cuelight.changeTarget(before.id, elsewhere, admin);
    await world.clock.advance(3_000);
    const { connection } = expectValue(await changing);
    await world.clock.advance(2_000);
    await settle();

    expect(connection.state).toBe('verified');
    expect(expectValue(await world.cuelight.connections.find(before.id)).state).toBe('verified');
  });

  it('says nothing bad of the connection in use when it is the target tried that does not answer', async () => {
    const world = createWorld();
    const before = await world.connect();
    world.orchestrator.failing.set('findWebhook', gone);
    world.storage.broken.add('connections.replace');

    await world.cuelight.changeTarget(before.id, elsewhere, admin);
    world.storage.broken.clear();

    expect(expectValue(await world.cuelight.connections.find(before.id)).state).toBe('verified');
  });

  it('is answered although a call to the old Orchestrator hangs, for which its sockets stay open', async () => {
    const world = createWorld();
    const before = await world.connect();
    const hanging = new Promise<never>(() => {});
    Object.assign(world.orchestrator.webhooks, { findByUrl: async () => succeed([]), delete: () => hanging });
    Object.assign(world.orchestrator.sessions, {
      forget: async (id: string) => (id === before.id ? hanging : undefined),
    });

    const changing = world.cuelight.changeTarget(before.id, elsewhere, admin);
    await world.clock.advance(20_000);

    expect(await changing).toMatchObject({ ok: true });
  });

  it('takes back the webhook it made when the row cannot be written', async () => {
    const world = createWorld();
    const before = await world.connect();
    const { ping } = world.orchestrator.webhooks;
    Object.assign(world.orchestrator.webhooks, {
      findByUrl: async () => succeed([]),
      ping: (...call: Parameters<typeof ping>) => {
        world.storage.broken.add('connections.replace');
        return ping(...call);
      },
    });

    const failed = await world.cuelight.changeTarget(before.id, elsewhere, admin);

    expect(failed).toMatchObject(failing('storage-unavailable'));
    expect([...world.orchestrator.webhookUrls.keys()]).toEqual([1]);
    expect(world.storage.rows.secrets.size).toBe(2);
    expect(world.storage.rows.connections.get(before.id)).toMatchObject({ target: before.target });
    expect(world.cuelight.deliveries.isExpected(before.id)).toBe(true);
  });

  it.each(['is made', 'is refused'])(
    'leaves no mark on the row, done or taken back, when somebody renames it while a webhook %s',
    async (what) => {
      const world = createWorld();
      const before = await world.connect();
      const calls = { ...world.orchestrator.webhooks };
      const rename = () => world.cuelight.connections.rename(before.id, 'Head office');
      Object.assign(world.orchestrator.webhooks, {
        async findByUrl() {
          await rename();
          return what === 'is made' ? succeed([]) : fail(forbidden);
        },
      });

      const takenBack = await world.cuelight.changeTarget(before.id, elsewhere, admin);
      const afterIt = world.storage.rows.connections.get(before.id);
      Object.assign(world.orchestrator.webhooks, calls);
      const { connection } = expectValue(await world.cuelight.changeTarget(before.id, elsewhere, admin));

      expect(takenBack).toMatchObject(failing('changed-meanwhile'));
      expect(afterIt).toMatchObject({ name: 'Head office', target: before.target, subscription: before.subscription });
      expect(afterIt).not.toHaveProperty('looseSecretsSinceMs');
      expect(connection).not.toHaveProperty('looseSecretsSinceMs');
      expect(world.storage.rows.connections.get(before.id)).toEqual(stored(connection));
    },
  );

  it('leaves a secret that it could not delete to the upkeep', async () => {
    const world = createWorld();
    const before = await world.connect();
    world.storage.broken.add('secrets.delete');
    const { connection } = expectValue(await world.cuelight.changeTarget(before.id, elsewhere, admin));
    const left = webhookSecretsIn(world);
    world.storage.broken.clear();

    await world.clock.advance(130_000);
    await world.cuelight.keepSubscriptions();

    expect(left).toHaveLength(2);
    expect(webhookSecretsIn(world)).toEqual([world.orchestrator.webhookUrls.get(1)?.secret]);
    expect(world.cuelight.deliveries.isExpected(connection.id)).toBe(true);
    expect(world.storage.rows.connections.get(before.id)).not.toHaveProperty('looseSecretsSinceMs');
  });

  it('leaves a webhook secret that it could not delete to the upkeep, also when it is taken back', async () => {
    const world = createWorld();
    const before = await world.connect();
    const { findByUrl } = world.orchestrator.webhooks;
    Object.assign(world.orchestrator.webhooks, { findByUrl: async () => fail(forbidden) });
    const { delete: deleteSecret } = world.storage.secrets;
    let deletions = 0;
    Object.assign(world.storage.secrets, {
      async delete(ref: SecretRef) {
        deletions += 1;
        return deletions === 1 ? fail({ code: 'secret-unavailable', detail: 'It is away.' }) : deleteSecret(ref);
      },
    });

    const takenBack = await world.cuelight.changeTarget(before.id, elsewhere, admin);
    Object.assign(world.orchestrator.webhooks, { findByUrl });
    const left = webhookSecretsIn(world);
    await world.clock.advance(130_000);
    await world.cuelight.keepSubscriptions();

    expect(takenBack).toMatchObject(failing('secret-unavailable'));
    expect(left).toHaveLength(2);
    expect(webhookSecretsIn(world)).toEqual([world.orchestrator.webhookUrls.get(1)?.secret]);
  });

  it('waits for another change of the connection, and stands on what that one has made of it', async () => {
    const world = createWorld();
    const { id } = await world.connect();

    const [first, second] = await Promise.all([
      world.cuelight.replaceCredential(id, renewed),
      world.cuelight.changeTarget(id, elsewhere, admin),
    ]);

    expect([first, second]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(world.storage.rows.connections.get(id)?.target.orchestratorUrl).toBe(elsewhere.orchestratorUrl);
    expect(credentialsIn(world)).toHaveLength(1);
    expect(webhookSecretsIn(world)).toHaveLength(1);
  });

  it('sends a credential to no target that another change has put in the place of the one it was given for', async () => {
    const world = createWorld();
    const { id } = await world.connect();
    const waiting: Promise<unknown>[] = [];
    whileChecking(world, () => {
      if (waiting.length > 0) return;
      waiting.push(world.cuelight.replaceCredential(id, renewed));
      waiting.push(world.cuelight.changeTarget(id, { ...elsewhere, name: 'Head office' }, admin));
    });

    const moved = await world.cuelight.changeTarget(id, { ...elsewhere, trust: { caPem: 'PEM' } }, admin);
    const [replaced, renamed] = await Promise.all(waiting);

    expect(moved).toMatchObject({ ok: true });
    expect([replaced, renamed]).toMatchObject([failing('changed-meanwhile'), failing('changed-meanwhile')]);
    expect(world.storage.rows.connections.get(id)?.target).toMatchObject({ caPem: 'PEM' });
  });

  it('does not happen to a connection that is gone when its turn comes', async () => {
    const world = createWorld();
    const { id } = await world.connect();
    const signedIn: unknown[] = [];
    const { signIn } = world.orchestrator.sessions;
    Object.assign(world.orchestrator.sessions, {
      signIn: (access: Parameters<typeof signIn>[0]) => {
        signedIn.push(access);
        return signIn(access);
      },
    });

    const removing = world.cuelight.disconnect(id, { deleteReferences: false, acceptOrphanWebhook: false });
    const changed = await world.cuelight.changeTarget(id, elsewhere, admin);
    await removing;

    expect(changed).toMatchObject({ ok: false, failure: { code: expect.stringMatching(/^connection-/) } });
    expect(signedIn).toEqual([]);
    expect(world.storage.rows.secrets.size).toBe(0);
  });

  it('leaves a connection that is followed by reading so', async () => {
    const world = createWorld({});
    const before = await world.connect();

    const { connection } = expectValue(await world.cuelight.changeTarget(before.id, elsewhere, admin));

    expect(connection.subscription).toEqual({ kind: 'polling', why: 'no-public-url' });
  });
});

/** The credential, as the adapter reads it for a call. */
async function credentialOf({ storage }: World, connection: Connection) {
  return expectValue(accessOf(connection, storage)).credential();
}

/** The kinds of the credentials that are kept. */
function credentialsIn({ storage }: World): readonly string[] {
  return [...storage.rows.secrets]
    .filter(([name]) => name.includes('/credential/'))
    .map(([, { text }]) => expectValue(credentialFromText(new Secret(text))).kind);
}

function webhookSecretsIn({ storage }: World): readonly string[] {
  return [...storage.rows.secrets].filter(([name]) => name.includes('/webhook-secret/')).map(([, { text }]) => text);
}

function stored({ state: _, ...row }: Connection & { readonly state?: unknown }): Connection {
  return row;
}

function failing(code: string) {
  return { ok: false, failure: { code } };
}

/** Does something while the folders of a target are listed. */
function whileChecking({ orchestrator }: World, act: () => unknown): void {
  const { listFolders } = orchestrator.directory;
  Object.assign(orchestrator.directory, {
    listFolders: async (...call: Parameters<typeof listFolders>) => {
      await act();
      return listFolders(...call);
    },
  });
}

/** The database writes, but its answer is lost. */
function loseAnswersOfReplace({ storage }: World, then: (call: number) => unknown = () => {}): void {
  const { replace } = storage.connections;
  let calls = 0;
  Object.assign(storage.connections, {
    replace: async (...call: Parameters<typeof replace>) => {
      await replace(...call);
      calls += 1;
      then(calls);
      return { ok: false, failure: { code: 'storage-unavailable', detail: 'No answer.' } };
    },
  });
}

/** A connection to a tenant, and another one that has a webhook with its URL already, both under the id 1. */
async function withNumberedAlike(at: { readonly orchestratorUrl: string }) {
  const world = createWorld();
  const { connection } = expectValue(await world.cuelight.connect({ ...connectInput, ...at }, admin));
  const { id } = connection;
  const tenants = new Map<string, Set<number>>();
  const idsAt = ({ target }: OrchestratorAccess) => {
    const tenant = JSON.stringify([target.orchestratorUrl, target.tenant]);
    const ids = tenants.get(tenant) ?? new Set([1]);
    tenants.set(tenant, ids);
    return ids;
  };
  const shown = { url: `${publicUrl}/hooks/${id}`, isEnabled: true, sendsJobEvents: true, allowsInsecureSsl: false };
  Object.assign(world.orchestrator.webhooks, {
    findByUrl: async (access: OrchestratorAccess) => succeed([...idsAt(access)]),
    read: async (access: OrchestratorAccess, hook: number) =>
      succeed(idsAt(access).has(hook) ? { id: hook, ...shown } : undefined),
    change: async (access: OrchestratorAccess, hook: number) => succeed(idsAt(access).has(hook) ? 'changed' : 'gone'),
    delete: async (access: OrchestratorAccess, hook: number) => {
      idsAt(access).delete(hook);
      return succeed(undefined);
    },
    create: async (access: OrchestratorAccess) => {
      idsAt(access).add(2);
      return succeed(2);
    },
  });
  idsAt(expectValue(accessOf(connection, world.storage)));
  return { world, id, tenants };
}

/** A connection, and another Orchestrator that has a webhook with its URL already, of which nobody knows the secret. */
async function withLeftOver() {
  const world = createWorld();
  const before = await world.connect();
  const url = world.orchestrator.webhookUrls.get(1)?.url;
  const { webhooks } = world.orchestrator;
  const here = { ...webhooks };
  const secretsThere = new Map([[7, 'an older secret']]);
  const shown = { url, isEnabled: true, sendsJobEvents: true, allowsInsecureSsl: false };
  const there = {
    findByUrl: async () => succeed([...secretsThere.keys()]),
    read: async (_: unknown, id: number) => succeed(secretsThere.has(id) ? { id, ...shown } : undefined),
    change: async (_: unknown, id: number, { secret }: WebhookRequest) => {
      secretsThere.set(id, secret.reveal());
      return succeed('changed');
    },
    delete: async (_: unknown, id: number) => {
      secretsThere.delete(id);
      return succeed(undefined);
    },
    create: async (_: unknown, { secret }: WebhookRequest) => {
      secretsThere.set(8, secret.reveal());
      return succeed(8);
    },
  };
  const ofBoth = Object.entries(there).map(([name, atNew]) => [
    name,
    (access: OrchestratorAccess, ...rest: never[]) => {
      const isNew = access.target.orchestratorUrl === elsewhere.orchestratorUrl;
      return Reflect.apply(isNew ? atNew : Reflect.get(here, name), here, [access, ...rest]);
    },
  ]);
  Object.assign(webhooks, Object.fromEntries(ofBoth));
  return { world, before, secretsThere };
}
