import { describe, expect, it } from 'vitest';
import { createLastDiagnoses } from '../../src/diagnosis/last-diagnoses.js';
import type { CheckId, Failure, FailureCode, ProcessReference } from '../../src/index.js';
import { findFolderOf } from '../../src/use-cases/diagnosing/ask-folders.js';
import { admin, createWorld, expectValue, type World } from '../world/a-world.js';
import { folder, releaseKey } from '../world/stub-orchestrator.js';

const forbidden: Failure = { code: 'orchestrator-forbidden', detail: 'The user needs Processes.View.' };

interface Case {
  readonly spoil?: (world: World) => unknown;
  readonly of?: 'the process' | 'the connection';
  readonly runOn?: 'local-robot';
  readonly refusedWith?: FailureCode;
}

/** One check of a diagnosis. */
async function found(id: CheckId, { spoil = () => {}, of = 'the process', runOn, refusedWith }: Case) {
  const world = createWorld();
  const connection = await world.connect();
  const reference = await world.bind(connection, runOn === undefined ? {} : { runOn });
  await spoil(world);
  const asked = { ...(of === 'the process' && { processId: reference.id }), ...(refusedWith && { refusedWith }) };
  const checking = world.cuelight.check(connection.id, asked, admin);
  await world.clock.advance(18_000);
  return expectValue(await checking).diagnosis.checks.find((check) => check.id === id);
}

const failing =
  (call: string, failure: Failure) =>
  ({ orchestrator }: World) =>
    orchestrator.failing.set(call, failure);
const told =
  (call: string, value: unknown) =>
  ({ orchestrator }: World) =>
    orchestrator.told.set(call, value);
const refusing = (code: string) => told('validateStart', { isValid: false, codes: [code] });

/** The folder of the process is not there under its key. */
function withoutItsKey({ orchestrator }: World, listFolders: (page: { readonly take: number }) => Promise<unknown>) {
  Object.assign(orchestrator.directory, {
    findFolder: async () => ({ ok: true, value: undefined }),
    listFolders: (_: unknown, page: { readonly take: number }) => listFolders(page),
  });
}

describe('what a diagnosis finds', () => {
  it.each<[string, CheckId, Failure | readonly string[]]>([
    ['its processes cannot be listed', 'processes-listed', forbidden],
    ['jobs cannot be started', 'start-permitted', ['Jobs.View']],
  ])(
    'in the first folder is a warning, since others may do, but not in that of the process: %s',
    async (_, id, what) => {
      const spoil = 'code' in what ? failing('listProcesses', what) : told('permissions', what);

      expect(await found(id, { spoil, of: 'the connection' })).toMatchObject({ verdict: 'warn' });
      expect(await found(id, { spoil, of: 'the process' })).toMatchObject({ verdict: 'fail' });
    },
  );

  it('is a warning where only the asking failed: a start may be permitted all the same', async () => {
    const spoil = failing('permissions', { code: 'orchestrator-refused', detail: 'Refused.' });

    expect(await found('start-permitted', { spoil })).toMatchObject({ verdict: 'warn' });
  });

  it('says nothing against a user whom Orchestrator does not tell', async () => {
    const spoil = failing('currentUser', { code: 'orchestrator-refused', detail: 'Refused.' });

    expect(await found('user-active', { spoil })).toMatchObject({ verdict: 'skipped' });
  });

  it('counts for more than what a start was refused with before', async () => {
    const check = await found('robot-able', { spoil: refusing('TemplateNoRuntime'), refusedWith: 'no-capacity' });

    expect(check).toMatchObject({ cause: 'no-machine' });
  });

  it('of a process for attended robots that Orchestrator would not start is that it needs one', async () => {
    const check = await found('robot-able', {
      spoil: (world) => {
        refusing('RobotNotFound')(world);
        const { directory } = world.orchestrator;
        const { findProcess } = directory;
        Object.assign(directory, {
          findProcess: async (...asked: Parameters<typeof findProcess>) => {
            const process = await findProcess(...asked);
            return process.ok && process.value ? { ok: true, value: { ...process.value, attended: true } } : process;
          },
        });
      },
    });

    expect(check).toMatchObject({ cause: 'needs-local-robot' });
  });

  it('of a process that a local robot runs is nothing about the robots of Orchestrator', async () => {
    const check = await found('robot-able', { spoil: refusing('RobotNotFound'), runOn: 'local-robot' });

    expect(check).toMatchObject({ verdict: 'skipped' });
  });

  it('is that a webhook was switched off in Orchestrator', async () => {
    const check = await found('webhook-subscribed', {
      spoil: ({ orchestrator }) => {
        for (const [id, webhook] of orchestrator.webhookUrls)
          orchestrator.webhookUrls.set(id, { ...webhook, isEnabled: false });
      },
    });

    expect(check).toMatchObject({ verdict: 'warn', cause: 'webhook-changed' });
  });

  it('is that several folders have the path of the one that is gone', async () => {
    const check = await found('folder-there', {
      spoil: (world) =>
        withoutItsKey(world, async () => ({
          ok: true,
          value: { items: [folder, { ...folder, key: 'another', id: 99 }], hasMore: false },
        })),
    });

    expect(check).toMatchObject({ verdict: 'fail', cause: 'folder-doubled' });
  });

  it('is that a process is gone, though there was not the time to look for it everywhere', async () => {
    const check = await found('process-there', {
      spoil: ({ orchestrator }) =>
        Object.assign(orchestrator.directory, {
          findProcess: async () => ({ ok: true, value: undefined }),
          listFolders: (_: unknown, { take }: { readonly take: number }) =>
            take < 1_000
              ? Promise.resolve({ ok: true, value: { items: [folder], hasMore: true } })
              : new Promise(() => {}),
        }),
    });

    expect(check).toMatchObject({ verdict: 'fail', cause: 'process-gone' });
    expect(check?.evidence).toContain('there was not the time');
  });

  it('under the number of a folder counts only while the path is the same: folders are numbered anew', async () => {
    const bound: ProcessReference['folder'] = { ...folder, key: `id:${folder.id}` };
    const { orchestrator } = createWorld();
    const access = {} as Parameters<typeof findFolderOf>[1];
    const reference = { folder: bound, releaseKey } as unknown as ProcessReference;
    const called = (path: string) =>
      Object.assign(orchestrator.directory, { findFolder: async () => ({ ok: true, value: { ...folder, path } }) });

    const same = await findFolderOf(reference, access, called(folder.path));
    const other = await findFolderOf(reference, access, called('Another'));

    expect(same.finding.verdict).toBe('pass');
    expect(other.finding).toMatchObject({ cause: 'folder-remade' });
  });
});

describe('the last diagnoses', () => {
  it('are told of a process of another app to nobody but an admin', async () => {
    const world = createWorld();
    const connection = await world.connect();
    const { id } = connection;
    const reference = await world.bind(connection);
    await world.cuelight.check(id, { processId: reference.id }, admin);

    const asForeign = await world.cuelight.diagnoses.last(id, reference.id, { scope: 'designer', appId: 'another' });
    const asOwn = await world.cuelight.diagnoses.last(id, reference.id, { scope: 'designer', appId: reference.appId });

    expect(asForeign).toMatchObject({ failure: { code: 'not-diagnosed' } });
    expect(asOwn.ok).toBe(true);
  });

  it('are so many at most, the oldest gone first', () => {
    const last = createLastDiagnoses();
    const diagnosis = { verdict: 'pass', checks: [] } as const;

    for (let count = 0; count < 2_001; count += 1)
      last.keep({ connectionId: `connection-${count}`, checkedAtMs: count, diagnosis });

    expect(last.all()).toHaveLength(2_000);
    expect(last.find('connection-0')).toBeUndefined();
    expect(last.find('connection-2000')).toBeDefined();
  });
});

describe('a start that fails', () => {
  async function isDiagnosed(spoil: (world: World) => unknown): Promise<boolean> {
    const world = createWorld();
    const reference = await world.bind(await world.connect(), { version: '1.0.3' });
    spoil(world);
    const failed = await world.cuelight.startJob(reference.id, {}, admin);
    await world.clock.advance(1);
    return !failed.ok && failed.failure.diagnosed !== undefined;
  }

  it('since the process has another version than the app pins, is diagnosed', async () => {
    const upgrade = ({ orchestrator }: World) => {
      orchestrator.process = { version: '2.0.0', releaseVersionId: 2002 };
    };

    expect(await isDiagnosed(upgrade)).toBe(true);
  });

  it('since Orchestrator asks for fewer requests, brings it no more of them', async () => {
    expect(await isDiagnosed(failing('start', { code: 'orchestrator-throttled', detail: 'Too many.' }))).toBe(false);
  });
});
