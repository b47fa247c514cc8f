import { describe, expect, it } from 'vitest';
import type {
  Capacity,
  Diagnosis,
  Failure,
  FoundCheck,
  OrchestratorAccess,
  PageRequest,
  Result,
} from '../../src/index.js';
import { admin, connectInput, createWorld, expectValue, publicUrl, type World } from '../world/a-world.js';
import { folder, soundSighting } from '../world/stub-orchestrator.js';

const forbidden: Failure = { code: 'orchestrator-forbidden', detail: 'To list folders, the user needs Units.View.' };
const { reply: _reply, ...way } = soundSighting;
const orchestratorUrl = 'https://orchestrator.example';

/** A world with a connection and a process on it, and the diagnosis of what was done to it. */
async function diagnosed(spoil: (world: World) => unknown, how: { version?: string } = {}): Promise<Diagnosis> {
  const world = createWorld();
  const connection = await world.connect();
  const reference = await world.bind(connection, how);
  await spoil(world);
  const checking = world.cuelight.check(connection.id, { processId: reference.id }, admin);
  await world.clock.advance(18_000);
  return expectValue(await checking).diagnosis;
}

function wrongIn({ checks }: Diagnosis): readonly string[] {
  return checks.filter(({ cause }) => cause !== undefined).map(({ id, cause }) => `${id}: ${cause}`);
}

function failing(call: string, failure: Failure) {
  return ({ orchestrator }: World) => orchestrator.failing.set(call, failure);
}

function told(call: string, value: unknown) {
  return ({ orchestrator }: World) => orchestrator.told.set(call, value);
}

/** Of an Orchestrator that validates no start. */
function counted(capacity: Capacity) {
  return ({ orchestrator }: World) => {
    orchestrator.told.set('validateStart', 'unsupported');
    orchestrator.told.set('capacity', capacity);
  };
}

describe('checking a connection', () => {
  it('finds nothing wrong where nothing is, and leaves to the browser what only that can tell', async () => {
    const diagnosis = await diagnosed(() => {});

    expect(diagnosis).toMatchObject({ verdict: 'pass' });
    expect(diagnosis.checks.filter(({ verdict }) => verdict === 'skipped').map(({ id }) => id)).toEqual([
      'identity-answers',
      'local-robot-answers',
      'local-process-downloaded',
    ]);
  });

  it.each([
    [
      'the server is off',
      ({ orchestrator }) => orchestrator.sightings.set(orchestratorUrl, { ...way, stop: { why: 'no-answer' } }),
      'host-reached: filtered',
    ],
    [
      'the stored credential is gone',
      ({ storage }) => storage.rows.secrets.clear(),
      'credential-readable: secret-missing',
    ],
    [
      'the password was changed',
      failing('signIn', { code: 'credentials-refused', cause: 'password-refused', detail: 'Refused.' }),
      'credentials-accepted: password-refused',
    ],
    [
      'the user was deactivated',
      told('currentUser', { name: 'svc.runner', id: 7, isActive: false }),
      'user-active: user-inactive',
    ],
    ['the user may not list folders any more', failing('listFolders', forbidden), 'folders-listed: folders-forbidden'],
    [
      'the user is in no folder',
      ({ orchestrator }) =>
        Object.assign(orchestrator.directory, {
          listFolders: async () => ({ ok: true, value: { items: [], hasMore: false } }),
          findFolder: async () => ({ ok: true, value: undefined }),
        }),
      'folders-listed: no-folders',
      'folder-there: folder-gone',
    ],
    [
      'the folder was renamed',
      ({ orchestrator }) =>
        Object.assign(orchestrator.directory, {
          findFolder: async () => ({ ok: true, value: { ...folder, path: 'Accounting' } }),
        }),
      'folder-there: folder-renamed',
    ],
    [
      'the folder was made anew',
      ({ orchestrator }) =>
        Object.assign(orchestrator.directory, { findFolder: async () => ({ ok: true, value: undefined }) }),
      'folder-there: folder-remade',
    ],
    [
      'the user may not see its processes',
      failing('listProcesses', forbidden),
      'processes-listed: processes-forbidden',
    ],
    ['the user may not start jobs there', told('permissions', ['Jobs.View']), 'start-permitted: start-forbidden'],
    ['the licence has expired', told('licence', { isExpired: true }), 'licence-valid: licence-expired'],
    [
      'the licence has expired, and not what follows from it',
      (world) => {
        told('licence', { isExpired: true })(world);
        told('validateStart', { isValid: false, codes: ['TemplateNoLicense'] })(world);
      },
      'licence-valid: licence-expired',
    ],
    [
      'no robot is in the folder',
      told('validateStart', { isValid: false, codes: ['RobotNotFound'] }),
      'robot-able: no-unattended-robot',
    ],
    ['no machine is in the folder', counted({ unattendedRobots: 1, runtimes: [] }), 'robot-able: no-machine'],
    [
      'its machines are off',
      counted({
        unattendedRobots: 1,
        runtimes: [{ type: 'Unattended', total: 2, connected: 0, available: 0 }],
      }),
      'robot-able: machines-disconnected',
    ],
    [
      'its runtimes are taken',
      told('capacity', {
        unattendedRobots: 1,
        runtimes: [{ type: 'Unattended', total: 2, connected: 2, available: 0 }],
      }),
      'robot-able: robots-busy',
    ],
    [
      'it has runtimes for attended robots only',
      counted({ unattendedRobots: 1, runtimes: [{ type: 'Attended', total: 2, connected: 2, available: 2 }] }),
      'robot-able: no-machine',
    ],
    [
      'robots lack a licence',
      told('validateStart', { isValid: false, codes: ['TemplateNoLicense'] }),
      'robot-able: no-licence-for-robot',
    ],
    [
      'Orchestrator would not start it for a reason unknown here',
      told('validateStart', { isValid: false, codes: ['Somethingelse'] }),
      'robot-able: start-not-possible',
    ],
    [
      'Orchestrator does not reach us',
      told('canReach', { canConnect: false, hasBadTls: false }),
      'callback-reachable: callback-unreachable',
    ],
    [
      'Orchestrator does not trust us',
      told('canReach', { canConnect: false, hasBadTls: true }),
      'callback-reachable: callback-untrusted',
    ],
    [
      'the webhook was deleted',
      ({ orchestrator }) => orchestrator.webhookUrls.clear(),
      'webhook-subscribed: webhook-gone',
      'webhook-delivered: ping-lost',
    ],
    [
      'the request for a ping is not answered in time',
      ({ orchestrator }) => Object.assign(orchestrator.webhooks, { ping: () => new Promise(() => {}) }),
      'webhook-delivered: ping-lost',
    ],
    [
      'pings are lost',
      ({ orchestrator }) => Object.assign(orchestrator, { onPing: () => {} }),
      'webhook-delivered: ping-lost',
    ],
  ] satisfies [string, (world: World) => unknown, ...string[]][])('finds that %s', async (_, spoil, ...wrong) => {
    expect(wrongIn(await diagnosed(spoil))).toEqual(wrong);
  });

  it('finds that the process was deleted, moved to another folder, or made anew', async () => {
    const process = (more: object) => ({
      ...{ releaseKey: 'another', name: 'InvoiceBot', packageId: 'InvoiceBot', version: '1.0.3' },
      ...{ folderKey: folder.key, arguments: { input: [], output: [] }, ...more },
    });
    const elsewhere = { key: 'b0b1', id: 13, name: 'AP', path: 'Finance/AP' };
    const withProcesses = (here: readonly object[], there: readonly object[]) => (world: World) => {
      const { directory } = world.orchestrator;
      const lists = new Map([
        [folder.key, here],
        [elsewhere.key, there],
      ]);
      Object.assign(directory, {
        listFolders: async () => ({ ok: true, value: { items: [folder, elsewhere], hasMore: false } }),
        listProcesses: async (_: unknown, { key }: { key: string }) => ({
          ok: true,
          value: { items: lists.get(key), hasMore: false },
        }),
        findProcess: async () => ({ ok: true, value: undefined }),
      });
    };
    const other = process({ packageId: 'Other' });
    const { releaseKey } = await import('../world/stub-orchestrator.js');

    const gone = await diagnosed(withProcesses([other], [other]));
    const moved = await diagnosed(withProcesses([other], [process({ releaseKey })]));
    const remade = await diagnosed(withProcesses([process({})], [process({})]));

    expect(wrongIn(gone)).toEqual(['process-there: process-gone']);
    expect(wrongIn(moved)).toEqual(['process-there: process-moved']);
    expect(moved.checks.find(({ id }) => id === 'process-there')?.evidence).toContain('it is in "Finance/AP" now');
    expect(wrongIn(remade)).toEqual(['process-there: process-remade']);
    // What it would be run by is not asked: that there is nothing to run is the cause.
    expect(remade.checks.find(({ id }) => id === 'robot-able')?.verdict).toBe('skipped');
  });

  it('finds that the process was upgraded where the app pins a version, and tells it where it follows', async () => {
    const upgrade = ({ orchestrator }: World) => {
      orchestrator.process = { version: '2.0.0', releaseVersionId: 2002 };
    };

    const pinned = await diagnosed(upgrade, { version: '1.0.3' });
    const following = await diagnosed(upgrade);

    expect(wrongIn(pinned)).toEqual(['version-unchanged: version-changed']);
    expect(following.checks.find(({ id }) => id === 'version-unchanged')).toMatchObject({
      verdict: 'pass',
      evidence: 'It had version 1.0.3, and has 2.0.0 now; the app follows it.',
    });
  });

  it('looks into a folder that has processes, where the first is empty and nobody named one', async () => {
    const world = createWorld();
    const { id } = await world.connect();
    const empty = { ...folder, key: 'e0', id: 1, path: 'Default' };
    const { listProcesses } = world.orchestrator.directory;
    Object.assign(world.orchestrator.directory, {
      listFolders: async () => ({ ok: true, value: { items: [empty, folder], hasMore: false } }),
      listProcesses: async (...[access, at, page]: Parameters<typeof listProcesses>) =>
        at.key === 'e0' ? { ok: true, value: { items: [], hasMore: false } } : listProcesses(access, at, page),
    });

    const { diagnosis } = expectValue(await world.cuelight.check(id, {}, admin));

    expect(diagnosis.verdict).toBe('pass');
    expect(diagnosis.checks.find((check) => check.id === 'processes-listed')?.evidence).toContain('"Finance"');
  });

  it('looks into five folders at most, and into no more once Orchestrator does not answer', async () => {
    const askedOf = async (answer: object) => {
      const world = createWorld();
      const { id } = await world.connect();
      const folders = Array.from({ length: 9 }, (_, index) => ({ ...folder, key: `e${index}`, id: index }));
      const asked = new Set<string>();
      Object.assign(world.orchestrator.directory, {
        listFolders: async (_: unknown, { take }: { readonly take: number }) => ({
          ok: true,
          value: { items: folders.slice(0, take), hasMore: true },
        }),
        listProcesses: async (_: unknown, { key }: { readonly key: string }) => {
          asked.add(key);
          return answer;
        },
      });
      await world.cuelight.check(id, {}, admin);
      return [...asked];
    };

    expect(await askedOf({ ok: true, value: { items: [], hasMore: false } })).toEqual(['e0', 'e1', 'e2', 'e3', 'e4']);
    expect(await askedOf({ ok: false, failure: forbidden })).toHaveLength(5);
    expect(await askedOf({ ok: false, failure: { code: 'orchestrator-unavailable', detail: 'It restarts.' } })).toEqual(
      ['e0'],
    );
  });

  it('counts the robots of a classic folder, which has no runtimes', async () => {
    const diagnosis = await diagnosed((world) => {
      counted({ unattendedRobots: 2, runtimes: [] })(world);
      Object.assign(world.orchestrator.directory, {
        findFolder: async () => ({ ok: true, value: { ...folder, kind: 'classic' } }),
      });
    });

    expect(diagnosis.checks.find(({ id }) => id === 'robot-able')).toMatchObject({
      verdict: 'pass',
      evidence: 'The classic folder has 2 unattended robots.',
    });
  });

  it.each([
    ['port-closed', 'unreachable'],
    ['egress-refused', 'unreachable'],
    ['http-silent', 'unreachable'],
  ] as const)('takes a connection whose way ends with %s for %s', async (why, state) => {
    const world = createWorld();
    const { id } = await world.connect();
    world.orchestrator.sightings.set(orchestratorUrl, { ...way, stop: { why } });

    await world.cuelight.check(id, {}, admin);

    expect(expectValue(await world.cuelight.connections.find(id)).state).toBe(state);
  });

  it('names two faults at once in causal order', async () => {
    const diagnosis = await diagnosed((world) => {
      told('canReach', { canConnect: false, hasBadTls: false })(world);
      told('validateStart', { isValid: false, codes: ['RobotNotFound'] })(world);
    });

    expect(diagnosis.rootCause).toBe('robot-able');
    expect(wrongIn(diagnosis)).toEqual(['robot-able: no-unattended-robot', 'callback-reachable: callback-unreachable']);
  });

  it('asks what a complaint is about, and no more', async () => {
    const world = createWorld();
    const { id } = await world.connect();

    const connecting = expectValue(await world.cuelight.check(id, { symptom: 'cannot-connect' }, admin));
    const invoking = expectValue(await world.cuelight.check(id, { symptom: 'cannot-invoke' }, admin));

    const ids = (diagnosis: Diagnosis) => diagnosis.checks.map((check) => check.id);
    expect(ids(connecting.diagnosis)).not.toContain('robot-able');
    expect(ids(invoking.diagnosis)).toContain('robot-able');
  });

  it('signs in anew, under a name of its own, and forgets that only when it was accepted', async () => {
    const world = createWorld();
    const { id } = await world.connect();
    const forgotten: string[] = [];
    Object.assign(world.orchestrator.sessions, { forget: async (name: string) => void forgotten.push(name) });

    await world.cuelight.check(id, {}, admin);
    expect(forgotten).toEqual([`${id}/check`]);
    world.orchestrator.failing.set('signIn', { code: 'credentials-refused', detail: 'Refused.' });
    await world.cuelight.check(id, {}, admin);

    // Kept: a sign-in that was refused is not repeated at once, lest it lock the user.
    expect(forgotten).toEqual([`${id}/check`]);
  });

  it('forgets its sign-in only when no other check is in the middle of using it', async () => {
    const world = createWorld();
    const { id } = await world.connect();
    const forgotten: string[] = [];
    Object.assign(world.orchestrator.sessions, { forget: async (name: string) => void forgotten.push(name) });
    let answerLicence = () => {};
    const licence = new Promise((resolve) => {
      answerLicence = () => resolve({ ok: true, value: { isExpired: false } });
    });
    Object.assign(world.orchestrator.inspection, { licence: () => licence });

    const slow = world.cuelight.check(id, { symptom: 'cannot-invoke' }, admin);
    await world.cuelight.check(id, { symptom: 'cannot-connect' }, admin);
    expect(forgotten).toEqual([]);
    answerLicence();
    await slow;

    expect(forgotten).toEqual([`${id}/check`]);
  });

  it('gives who asks the same meanwhile the same answer, and tells of the same checks, but not once the connection has another credential', async () => {
    const world = createWorld();
    const { id } = await world.connect();
    let refuse = () => {};
    const refused = new Promise((resolve) => {
      refuse = () => resolve({ ok: false, failure: { code: 'credentials-refused', detail: 'Refused.' } });
    });
    const { signIn } = world.orchestrator.sessions;
    Object.assign(world.orchestrator.sessions, { signIn: () => refused });

    const told: FoundCheck[][] = [[], []];
    const check = (which: number) => world.cuelight.check(id, {}, admin, (found) => void told[which]?.push(found));
    const first = check(0);
    await world.clock.advance(1);
    const second = check(1);
    await world.clock.advance(1);
    Object.assign(world.orchestrator.sessions, { signIn });
    await world.cuelight.replaceCredential(id, connectInput.credential);
    const third = await world.cuelight.check(id, {}, admin);
    refuse();

    expect(expectValue(third).diagnosis.verdict).toBe('pass');
    expect(expectValue(await first)).toBe(expectValue(await second));
    expect(told[0]?.map(({ id: check }) => check)).toContain('credentials-accepted');
    expect(told[1]).toEqual(told[0]);
    expect(expectValue(await first).diagnosis.verdict).toBe('fail');
  });

  it('gives up at its end what is too late, be it a list of folders without an end', async () => {
    const world = createWorld();
    const connection = await world.connect();
    const reference = await world.bind(connection);
    let pages = 0;
    Object.assign(world.orchestrator.directory, {
      findFolder: async () => ({ ok: true, value: undefined }),
      listFolders: async (access: OrchestratorAccess, { take }: PageRequest) => {
        if (take < 1_000) return { ok: true, value: { items: [folder], hasMore: true } };
        pages += 1;
        await new Promise<void>((resolve) => void world.clock.after(100, resolve));
        return access.signal?.aborted
          ? { ok: false, failure: { code: 'call-cancelled', detail: 'Nobody waits for it any more.' } }
          : { ok: true, value: { items: [], hasMore: true } };
      },
    });

    const checking = world.cuelight.check(connection.id, { processId: reference.id }, admin);
    await world.clock.advance(18_000);
    expect(wrongIn(expectValue(await checking).diagnosis)).toEqual(['folder-there: orchestrator-timeout']);
    const pagesThen = pages;
    await world.clock.advance(60_000);

    expect(pages).toBe(pagesThen);
  });

  it.each([
    [
      'is removed',
      (world: World, id: string) =>
        world.cuelight.disconnect(id, { deleteReferences: false, acceptOrphanWebhook: true }),
    ],
    [
      'is given another credential',
      (world: World, id: string) => world.cuelight.replaceCredential(id, connectInput.credential),
    ],
  ])('keeps nothing of a connection that %s while it is looked at', async (_, change) => {
    const world = createWorld();
    const { id } = await world.connect();
    let refuse = () => {};
    const refused = new Promise((resolve) => {
      refuse = () => resolve({ ok: false, failure: { code: 'credentials-refused', detail: 'Refused.' } });
    });
    const { signIn } = world.orchestrator.sessions;
    Object.assign(world.orchestrator.sessions, {
      signIn: (access: OrchestratorAccess) => (access.connectionId === `${id}/check` ? refused : signIn(access)),
    });

    const checking = world.cuelight.check(id, { symptom: 'cannot-connect' }, admin);
    await world.clock.advance(1);
    const changed = await change(world, id);
    refuse();
    const { diagnosis } = expectValue(await checking);

    expect(changed.ok).toBe(true);
    expect(diagnosis.rootCause).toBe('credentials-accepted');
    expect(world.cuelight.diagnoses.all()).toEqual([]);
    const found = await world.cuelight.connections.find(id);
    expect(found.ok ? found.value.state : found.failure.code).toMatch(/^(?:verified|connection-not-found)$/);
  });

  it('tells what it found of the standing of the connection', async () => {
    const world = createWorld();
    const { id } = await world.connect();

    world.orchestrator.failing.set('signIn', { code: 'credentials-refused', detail: 'Refused.' });
    await world.cuelight.check(id, {}, admin);
    expect(expectValue(await world.cuelight.connections.find(id)).state).toBe('unauthorized');
    world.orchestrator.failing.clear();
    await world.cuelight.check(id, {}, admin);

    expect(expectValue(await world.cuelight.connections.find(id)).state).toBe('verified');
    expect(world.notices.filter(({ kind }) => kind === 'connection-checked')).toEqual([
      { kind: 'connection-checked', connectionId: id, verdict: 'fail', rootCause: 'credentials-accepted' },
      { kind: 'connection-checked', connectionId: id, verdict: 'pass' },
    ]);
  });

  it.each([
    ['orchestrator-throttled', 'verified'],
    ['orchestrator-unreachable', 'unreachable'],
    ['orchestrator-reply-unusable', 'unreachable'],
    ['orchestrator-timeout', 'unreachable'],
  ] as const)('takes a sign-in that fails with %s for no refusal of the credential: it is %s', async (code, state) => {
    const world = createWorld();
    const { id } = await world.connect();

    world.orchestrator.failing.set('signIn', { code, detail: 'No token came.' });
    await world.cuelight.check(id, {}, admin);

    expect(expectValue(await world.cuelight.connections.find(id)).state).toBe(state);
  });

  it('sends no ping from a process that takes no deliveries, and tells what the service has noted', async () => {
    const world = createWorld({ publicUrl });
    const { id } = await world.connect();
    const other = createWorld({ publicUrl, hearsDeliveries: false }, world);
    let pings = 0;
    world.orchestrator.onPing = () => {
      pings += 1;
    };

    const { diagnosis } = expectValue(await other.cuelight.check(id, {}, admin));

    expect(pings).toBe(0);
    expect(diagnosis.checks.find((check) => check.id === 'webhook-delivered')).toMatchObject({ verdict: 'pass' });
  });

  it('shows a designer no process of another app, and none of another connection', async () => {
    const world = createWorld();
    const connection = await world.connect();
    const reference = await world.bind(connection);
    const other = await world.connect();

    const ofForeignApp = await world.cuelight.check(
      connection.id,
      { processId: reference.id },
      { scope: 'designer', appId: 'another' },
    );
    const ofOtherConnection = await world.cuelight.check(other.id, { processId: reference.id }, admin);

    expect(codesOf(ofForeignApp, ofOtherConnection)).toEqual(['process-not-found', 'process-not-found']);
  });

  it('keeps the last diagnosis until the connection is gone', async () => {
    const world = createWorld();
    const { id } = await world.connect();
    const never = await world.cuelight.diagnoses.last(id, undefined, admin);

    await world.cuelight.check(id, {}, admin);
    const last = expectValue(await world.cuelight.diagnoses.last(id, undefined, admin));
    await world.cuelight.disconnect(id, { deleteReferences: false, acceptOrphanWebhook: false });

    expect(codesOf(never)).toEqual(['not-diagnosed']);
    expect(last).toMatchObject({ connectionId: id, checkedAtMs: world.clock.nowMs(), diagnosis: { verdict: 'pass' } });
    expect(world.cuelight.diagnoses.all()).toEqual([]);
  });
});

describe('checking connections in turn', () => {
  it('checks each about every 15 minutes, at a time of its own', async () => {
    const world = createWorld();
    await world.connect();
    const checked: number[] = [];

    for (let minute = 0; minute <= 60; minute += 1) {
      const done = expectValue(await world.cuelight.checkConnections());
      if (done > 0) checked.push(minute);
      await world.clock.advance(60_000);
    }

    expect(checked).toEqual([8, 23, 38, 53]);
  });

  it('leaves those alone that are not verified, and tells when it cannot see them', async () => {
    const world = createWorld();
    world.storage.broken.add('connections.list');

    expect(codesOf(await world.cuelight.checkConnections())).toEqual(['storage-unavailable']);
  });
});

describe('a start that fails', () => {
  it('for a reason that lies with Orchestrator brings a diagnosis, and tells where it will be', async () => {
    const world = createWorld();
    const connection = await world.connect();
    const reference = await world.bind(connection);
    world.orchestrator.failing.set('start', { code: 'no-capacity', detail: 'Orchestrator refused (1670).' });

    const failed = await world.cuelight.startJob(reference.id, {}, admin);
    await world.clock.advance(1);

    const diagnosed = { connectionId: connection.id, processId: reference.id };
    expect(failed).toMatchObject({ failure: { code: 'no-capacity', diagnosed } });
    const last = expectValue(await world.cuelight.diagnoses.last(connection.id, reference.id, admin));
    expect(last).toMatchObject({ symptom: 'cannot-invoke', diagnosis: { rootCause: 'robot-able' } });
    expect(wrongIn(last.diagnosis)).toEqual(['robot-able: too-many-pending']);
  });

  it('again within a minute brings no other', async () => {
    const world = createWorld();
    const reference = await world.bind(await world.connect());
    world.orchestrator.failing.set('start', { code: 'no-capacity', detail: 'Orchestrator refused (1670).' });
    const checks = () => world.notices.filter(({ kind }) => kind === 'connection-checked').length;

    for (let start = 0; start < 5; start += 1) await world.cuelight.startJob(reference.id, {}, admin);
    await world.clock.advance(59_000);
    expect(checks()).toBe(1);
    await world.clock.advance(1_000);
    await world.cuelight.startJob(reference.id, {}, admin);
    await world.clock.advance(1);

    expect(checks()).toBe(2);
  });

  it('while as many are diagnosed as may be brings none, and tells of none', async () => {
    const world = createWorld();
    const connection = await world.connect();
    Object.assign(world.orchestrator.probe, { look: () => new Promise(() => {}) });
    world.orchestrator.failing.set('start', { code: 'no-capacity', detail: 'Orchestrator refused (1670).' });

    const told: boolean[] = [];
    for (let start = 0; start < 5; start += 1) {
      const failed = await world.cuelight.startJob((await world.bind(connection)).id, {}, admin);
      told.push(!failed.ok && failed.failure.diagnosed !== undefined);
    }

    expect(told).toEqual([true, true, true, true, false]);
  });

  it('for a reason that lies with the caller brings none', async () => {
    const world = createWorld();
    const reference = await world.bind(await world.connect());

    const failed = await world.cuelight.startJob(reference.id, { input: { in_Text: 'x'.repeat(10_001) } }, admin);
    await world.clock.advance(1);

    expect(failed).not.toHaveProperty('failure.diagnosed');
    expect(world.cuelight.diagnoses.all()).toEqual([]);
  });
});

function codesOf(...results: readonly Result<unknown, Failure>[]): readonly string[] {
  return results.map((result) => (result.ok ? 'ok' : result.failure.code));
}
