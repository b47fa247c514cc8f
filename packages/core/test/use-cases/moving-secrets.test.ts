import { beforeEach, describe, expect, it } from 'vitest';
import { credentialBinding, webhookSecretBinding } from '../../src/connection/access.js';
import {
  type Connection,
  createMoveSecrets,
  deadAfterMs,
  fail,
  type HeardHost,
  heldByConnections,
  type MoveSecretsPorts,
  parseOrchestratorUrl,
  type Result,
  Secret,
  type SecretBinding,
  type SecretRef,
  type SecretStore,
  succeed,
} from '../../src/index.js';
import { createIsAbandoned } from '../../src/use-cases/is-abandoned.js';
import { tidySecrets } from '../../src/use-cases/tidy-secrets.js';
import { createHookRegistry } from '../../src/webhook/hook-registry.js';
import { expectValue } from '../world/a-world.js';
import { createGate, type Guard, guarded } from '../world/gate.js';
import { createMemoryStorage } from '../world/memory-storage.js';
import { createSecretShelf, type SecretShelf } from '../world/secret-shelf.js';
import { createVirtualClock, settle } from '../world/virtual-clock.js';

const target = {
  orchestratorUrl: expectValue(parseOrchestratorUrl('https://orchestrator.example')),
  tenant: 'Default',
};

describe('moving secrets to another backend', () => {
  let clock = createVirtualClock();
  let storage = createMemoryStorage();
  let local: SecretShelf;
  let vault: SecretShelf;
  let hosts: HeardHost[];

  beforeEach(() => {
    [clock, storage, hosts] = [createVirtualClock(), createMemoryStorage(), []];
    [local, vault] = [createSecretShelf('local'), createSecretShelf('vault')];
  });

  const both = (): SecretStore => byBackend(local, vault);
  const openGate: Guard = (call) => call();

  function mover(guard: Guard = openGate, ports: Partial<MoveSecretsPorts> = {}) {
    const connections = guarded(storage.connections, guard);
    return createMoveSecrets({
      holders: [heldByConnections({ connections, clock })],
      secrets: guarded(both(), guard),
      to: { backend: 'vault', store: guarded<SecretStore>(vault, guard) },
      hosts: { list: async () => succeed(hosts) },
      clock,
      ...ports,
    });
  }

  /** A connection whose secrets are all in `local`: a credential, and a webhook secret with the one before it. */
  async function aConnection(id: string, status: Connection['status'] = 'verified'): Promise<Connection> {
    const put = async (binding: SecretBinding, text: string) => expectValue(await local.put(binding, new Secret(text)));
    const row: Connection = {
      id,
      name: id,
      target,
      status,
      credential: await put(credentialBinding(id, target), `credential of ${id}`),
      subscription: {
        kind: 'webhook',
        isProven: true,
        webhookId: 7,
        secret: await put(webhookSecretBinding(id, target), `secret of ${id}`),
        rotation: {
          other: await put(webhookSecretBinding(id, target), `secret before of ${id}`),
          otherIs: 'previous',
          sinceMs: clock.nowMs(),
        },
      },
      createdAtMs: 0,
      revision: 1,
    };
    expectValue(await storage.connections.insert(row));
    return row;
  }

  /** The texts of all the secrets that a row names, and the backends they are in. */
  async function readThrough(id: string): Promise<{ readonly texts: unknown[]; readonly backends: string[] }> {
    const row = expectValue(await storage.connections.find(id));
    if (row?.credential === undefined || row.subscription.kind !== 'webhook') throw new Error('it has no secrets');
    const { secret, rotation } = row.subscription;
    const refs: [SecretRef | undefined, SecretBinding][] = [
      [row.credential, credentialBinding(id, target)],
      [secret, webhookSecretBinding(id, target)],
      [rotation?.other, webhookSecretBinding(id, target)],
    ];
    const texts = refs.map(async ([ref, binding]) => {
      const read = ref && (await both().read(ref, binding));
      return read?.ok === true ? read.value.reveal() : read;
    });
    return { texts: await Promise.all(texts), backends: refs.map(([ref]) => ref?.backend ?? 'none') };
  }

  const allOf = (id: string) => [`credential of ${id}`, `secret of ${id}`, `secret before of ${id}`];

  it('has every row name the same secrets there, and leaves none behind', async () => {
    await aConnection('c1');
    await aConnection('c2', 'retired');

    const report = expectValue(await mover()());

    expect(report).toEqual({ done: 2, already: 0, failed: 0, failures: [] });
    for (const id of ['c1', 'c2']) {
      expect(await readThrough(id)).toEqual({ texts: allOf(id), backends: ['vault', 'vault', 'vault'] });
    }
    expect([local.kept.size, vault.kept.size]).toEqual([0, 6]);
    expect(storage.rows.connections.get('c1')).not.toHaveProperty('looseSecretsSinceMs');
  });

  it('goes over more rows than one page has', async () => {
    for (let number = 0; number < 201; number += 1) await aConnection(`c${number}`);

    expect(expectValue(await mover()())).toMatchObject({ done: 201 });
  });

  it('leaves alone what is there already', async () => {
    await aConnection('c1');
    await mover()();
    const before = storage.rows.connections.get('c1');

    expect(expectValue(await mover()())).toMatchObject({ done: 0, already: 1 });
    expect(storage.rows.connections.get('c1')).toBe(before);
  });

  it('begins only when every host that lives reads from there, and names those that do not', async () => {
    await aConnection('c1');
    const host = (name: string, secretBackends: readonly string[], silentForMs: number): HeardHost => ({
      ...{ id: name, name, kind: 'service', masterKeyIds: [], startedAtMs: 0 },
      ...{ secretBackends, silentForMs },
    });
    hosts = [host('web-1', ['local', 'vault'], 0), host('web-2', ['local'], deadAfterMs - 1)];

    const refused = await mover()();

    expect(refused).toMatchObject({ ok: false, failure: { code: 'host-lacks-backend' } });
    expect(refused.ok || refused.failure.detail).toContain('web-2');
    expect(refused.ok || refused.failure.detail).not.toContain('web-1');
    expect((await readThrough('c1')).backends).toEqual(['local', 'local', 'local']);

    hosts = [host('web-2', ['local'], deadAfterMs)];
    expect(await mover()()).toMatchObject({ ok: true });
  });

  it('moves the credential that a row has by then, when it is replaced meanwhile', async () => {
    const row = await aConnection('c1');
    const replaced = expectValue(await local.put(credentialBinding('c1', target), new Secret('the new credential')));
    let isFirst = true;
    const move = mover(openGate, {
      to: {
        backend: 'vault',
        store: {
          ...vault,
          async put(binding, secret) {
            const put = await vault.put(binding, secret);
            const now = expectValue(await storage.connections.find('c1')) ?? row;
            if (isFirst) expectValue(await storage.connections.replace({ ...now, credential: replaced }));
            isFirst = false;
            return put;
          },
        },
      },
    });

    expect(expectValue(await move())).toMatchObject({ done: 1, failed: 0 });

    expect((await readThrough('c1')).texts[0]).toBe('the new credential');
    expect(vault.kept.size).toBe(3);
  });

  it('leaves a row as it was whose secret does not open, tells of it, and moves the others', async () => {
    await aConnection('c1');
    await aConnection('c2');
    const [name = ''] = [...local.kept.keys()].filter((each) => each.startsWith('c1/webhook-secret'));
    const copiedFrom = local.kept.get(name.replace('c1', 'c2'));
    local.kept.set(name, {
      binding: { owner: 'c2', field: 'webhook-secret', origins: [] },
      text: 'foreign',
      ...copiedFrom,
    });

    const report = expectValue(await mover()());

    expect(report).toMatchObject({ done: 1, failed: 1 });
    expect(report.failures).toMatchObject([{ owner: 'c1', failure: { code: 'secret-unreadable' } }]);
    expect((await readThrough('c1')).backends).toEqual(['local', 'local', 'local']);
    expect([...vault.kept.keys()].every((kept) => kept.startsWith('c2/'))).toBe(true);
    expect(storage.rows.connections.get('c1')).not.toHaveProperty('looseSecretsSinceMs');
  });

  it('deletes nothing when the other backend gives back something else than was put', async () => {
    await aConnection('c1');
    const store: SecretStore = {
      ...vault,
      async read(ref, binding) {
        const read = await vault.read(ref, binding);
        return read.ok ? succeed(new Secret(read.value.reveal().toUpperCase())) : read;
      },
    };

    const report = expectValue(await mover(openGate, { to: { backend: 'vault', store } })());

    expect(report.failures).toMatchObject([{ owner: 'c1', failure: { code: 'secret-unavailable' } }]);
    expect((await readThrough('c1')).texts).toEqual(allOf('c1'));
    expect(vault.kept.size).toBe(0);
  });

  it.each(['whose answer was lost', 'that came back altered and could not be deleted'])(
    'has the row tell of a copy %s',
    async (what) => {
      await aConnection('c1');
      const away = fail({ code: 'secret-unavailable', detail: 'away' } as const);
      const store: SecretStore = {
        ...vault,
        async put(binding, secret) {
          const put = await vault.put(binding, secret);
          return what === 'whose answer was lost' ? away : put;
        },
        read: async () => succeed(new Secret('something else')),
        delete: async () => away,
      };

      const report = expectValue(await mover(openGate, { to: { backend: 'vault', store } })());

      expect(report).toMatchObject({ done: 0, failed: 1 });
      expect(vault.kept.size).toBe(1);
      expect(storage.rows.connections.get('c1')).toMatchObject({ looseSecretsSinceMs: clock.nowMs() });
    },
  );

  it('has the row tell of secrets that could not be deleted', async () => {
    await aConnection('c1');
    const stuck = { ...both(), delete: async () => fail({ code: 'secret-unavailable', detail: 'away' } as const) };

    const report = expectValue(await mover(openGate, { secrets: stuck })());

    expect(report.failures).toMatchObject([{ owner: 'c1', failure: { code: 'secret-unavailable' } }]);
    expect(report.failures[0]?.failure.detail).toContain('away');
    expect(await readThrough('c1')).toEqual({ texts: allOf('c1'), backends: ['vault', 'vault', 'vault'] });
    expect(storage.rows.connections.get('c1')).toMatchObject({ looseSecretsSinceMs: clock.nowMs() });
  });

  it('goes no faster than it was asked to', async () => {
    for (const id of ['c1', 'c2', 'c3']) await aConnection(id);
    const told: number[] = [];

    void mover()({ perSecond: 2, onProgress: ({ done }) => told.push(done) });
    await longSettle();
    expect(told).toEqual([1]);

    for (const [afterMs, expected] of [
      [499, [1]],
      [1, [1, 2]],
      [500, [1, 2, 3]],
    ] as const) {
      await clock.advance(afterMs);
      await longSettle();
      expect(told).toEqual(expected);
    }
  });

  describe('beside a service that clears up what was left behind long ago', () => {
    const minuteMs = 60_000;
    /** What the upkeep of a service does to a row, as it read it. */
    const clearUp = (row: Connection | undefined) => {
      const isAbandoned = createIsAbandoned({ hosts: { list: async () => succeed(hosts) }, clock });
      const hooks = createHookRegistry(clock, () => {});
      return row && tidySecrets(row, { connections: storage.connections, secrets: both(), clock, hooks, isAbandoned });
    };

    it('loses no secret, whenever that reads the row and whenever it acts on it', async () => {
      let calls = 1;
      for (let readAt = 1; readAt <= calls; readAt += 1) {
        for (let actAt = readAt; actAt <= calls; actAt += 1) {
          [clock, storage] = [createVirtualClock(), createMemoryStorage()];
          [local, vault] = [createSecretShelf('local'), createSecretShelf('vault')];
          const row = await aConnection('c1');
          await clock.advance(minuteMs);
          expectValue(await storage.connections.replace({ ...row, looseSecretsSinceMs: clock.nowMs() }));
          await clock.advance(5 * minuteMs);
          let call = 0;
          let read: Connection | undefined;
          const beside: Guard = async (run) => {
            const answer = await run();
            call += 1;
            if (call === readAt) read = expectValue(await storage.connections.find('c1'));
            if (call === actAt) await clearUp(read);
            return answer;
          };

          expectValue(await mover(beside)());

          calls = Math.max(calls, call);
          const { texts } = await readThrough('c1');
          expect(texts, `read after call ${readAt}, acted on after ${actAt}`).toEqual(allOf('c1'));
        }
      }
      expect(calls).toBeGreaterThan(12);
    });
  });

  describe('wherever it dies', () => {
    it('every row names secrets that are there, and asking again finishes it', { timeout: 60_000 }, async () => {
      let calls = 0;
      for (let call = 1; ; call += 1) {
        for (const when of ['before', 'after'] as const) {
          [storage, local, vault] = [createMemoryStorage(), createSecretShelf('local'), createSecretShelf('vault')];
          await aConnection('c1');
          const gate = createGate();
          gate.dieAt(call, when);
          void mover(gate.guard)();
          await longSettle();

          expect((await readThrough('c1')).texts, `${when} call ${call}`).toEqual(allOf('c1'));
          const isLoose = storage.rows.connections.get('c1')?.looseSecretsSinceMs !== undefined;
          const named = new Set((await readThrough('c1')).texts);
          expect(local.kept.size + vault.kept.size > named.size ? isLoose : true, `${when} call ${call}`).toBe(true);

          expectValue(await mover()());
          expect(await readThrough('c1')).toEqual({ texts: allOf('c1'), backends: ['vault', 'vault', 'vault'] });
          calls = gate.hasDied() ? call : calls;
        }
        if (calls < call) break;
      }
      // A page, a mark, three copies of three calls each, a swap, three deletions, and the mark taken back.
      expect(calls).toBe(1 + 1 + 9 + 1 + 3 + 1);
    });

    it('a reader who reads in between finds each secret where the row says', async () => {
      await aConnection('c1');
      const seen: unknown[] = [];
      const watching: Guard = async (call) => {
        const answer = await call();
        seen.push((await readThrough('c1')).texts);
        return answer;
      };

      expectValue(await mover(watching)());

      expect(seen.length).toBeGreaterThan(12);
      for (const texts of seen) expect(texts).toEqual(allOf('c1'));
    });
  });
});

/** Lets a whole row be treated: many calls, one after the other. */
async function longSettle(): Promise<void> {
  for (let round = 0; round < 10; round += 1) await settle();
}

function byBackend(...shelves: readonly SecretShelf[]): SecretStore {
  const of = ({ backend }: SecretRef) => {
    const [local, vault] = shelves;
    const shelf = backend === 'local' ? local : vault;
    if (shelf === undefined) throw new Error(`there is no backend ${backend}`);
    return shelf;
  };
  const inEach = async (run: (shelf: SecretShelf) => Promise<Result<void, never>>) => {
    for (const shelf of shelves) await run(shelf);
    return succeed(undefined);
  };
  return {
    read: (ref, binding) => of(ref).read(ref, binding),
    put: () => Promise.reject(new Error('new secrets go to one backend')),
    delete: (ref) => of(ref).delete(ref),
    deleteOthers: (which, kept) => inEach((shelf) => shelf.deleteOthers(which, kept) as Promise<Result<void, never>>),
    deleteAll: (owner) => inEach((shelf) => shelf.deleteAll(owner) as Promise<Result<void, never>>),
  };
}
