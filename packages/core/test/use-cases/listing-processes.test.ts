import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  everyFolder,
  everyProcess,
  type Failure,
  type FailureCode,
  type Folder,
  type FolderIdentity,
  fail,
  type OrchestratorAccess,
  type OrchestratorDirectory,
  type OrchestratorUrl,
  type Page,
  type PageRequest,
  type Process,
  type ProcessesPlace,
  type Result,
  succeed,
} from '../../src/index.js';
import { pageOfEveryProcess } from '../../src/use-cases/page-of-every-process.js';

describe('listing the processes of all folders', () => {
  it('gives each exactly once, those of a folder in order, with no more calls at once than allowed', async () => {
    await fc.assert(
      fc.asyncProperty(
        someFolders,
        fc.integer({ min: 1, max: 16 }),
        delays,
        lists,
        async (sizes, concurrency, ticks, across) => {
          const orchestrator = createFolders(sizes, { ticks, across });

          const listed = await all(everyProcess(orchestrator, access, { concurrency }));

          const byFolder = sizes.map((_, index) =>
            listed.filter((one) => one.ok && one.value.folder.key === keyOf(index)).map(nameOf),
          );
          expect(byFolder).toEqual(sizes.map((size, index) => namesIn(index, size)));
          expect(listed).toHaveLength(sizes.reduce((sum, size) => sum + size, 0));
          expect(listed.every((one) => one.ok && one.value.kind === 'process' && isWhole(one.value))).toBe(true);
          expect(orchestrator.mostAtOnce()).toBeLessThanOrEqual(concurrency);
          expect(orchestrator.asked.every(({ take }) => take >= 1 && take <= 1_000)).toBe(true);
        },
      ),
    );
  });

  it('reads one list across folders where there is one, and singly only the folders that are not in it', async () => {
    const orchestrator = createFolders([2, 3, 0, 1], { across: [0, 1] });

    const listed = await all(everyProcess(orchestrator, access));

    expect(listed.map(nameOf)).toEqual(['F0 P0', 'F0 P1', 'F1 P0', 'F1 P1', 'F1 P2', 'F3 P0']);
    expect(orchestrator.asked.map(({ of }) => of)).toEqual(['folders', 'across', 'F2', 'F3']);
  });

  it('tells of a folder that is not in that list because the user may not look into it', async () => {
    const orchestrator = createFolders([1, 1], { across: [0], failing: { F1: 'orchestrator-forbidden' } });

    const listed = await all(everyProcess(orchestrator, access));

    expect(listed.map(nameOf)).toEqual(['F0 P0', 'F1 orchestrator-forbidden']);
  });

  it('reads every folder singly when that list cannot be read', async () => {
    const orchestrator = createFolders([1, 1], { across: [0, 1], failing: { across: 'folder-not-accessible' } });

    const listed = await all(everyProcess(orchestrator, access));

    expect(listed.map(nameOf)).toEqual(['F0 P0', 'F1 P0']);
  });

  it('ends with the failure of a later page of that list', async () => {
    const orchestrator = createFolders([1_200], { across: [0], failing: { 'across later': 'orchestrator-timeout' } });

    const listed = await all(everyProcess(orchestrator, access));

    expect(listed).toHaveLength(1_001);
    expect(listed.at(-1)).toMatchObject({ ok: false, failure: { code: 'orchestrator-timeout' } });
  });

  it('does read several folders at once', async () => {
    const orchestrator = createFolders([1, 1, 1, 1, 1, 1], { ticks: [3] });

    await all(everyProcess(orchestrator, access, { concurrency: 4 }));

    expect(orchestrator.mostAtOnce()).toBe(4);
  });

  it('looks only into the folders that are named', async () => {
    const orchestrator = createFolders([1, 1, 1]);

    const listed = await all(everyProcess(orchestrator, access, { folders: [folderAt(1)] }));

    expect(listed.map(nameOf)).toEqual(['F1 P0']);
    expect(orchestrator.asked).toEqual([expect.objectContaining({ of: 'F1' })]);
  });

  it.each<FailureCode>(['orchestrator-forbidden', 'folder-not-accessible', 'folder-ambiguous'])(
    'tells of a folder that fails with %s, and goes on with the others',
    async (code) => {
      const orchestrator = createFolders([1, 1, 1], { failing: { F1: code } });

      const listed = await all(everyProcess(orchestrator, access));

      expect(listed.map(nameOf)).toEqual(['F0 P0', `F1 ${code}`, 'F2 P0']);
    },
  );

  it.each([
    ['a folder', { F1: 'orchestrator-unreachable' }],
    ['the folders', { folders: 'orchestrator-unreachable' }],
  ] as const)('ends with the failure to read %s that is not of that folder', async (_, failing) => {
    const orchestrator = createFolders([300, 1, 1, 1], { failing });

    const listed = await all(everyProcess(orchestrator, access, { concurrency: 1 }));

    expect(listed.at(-1)).toMatchObject({ ok: false, failure: { code: 'orchestrator-unreachable' } });
    expect(listed.filter(({ ok }) => !ok)).toHaveLength(1);
    expect(orchestrator.asked.map(({ of }) => of)).not.toContain('F3');
  });

  it('asks nothing before the first is taken, and nothing more once nobody takes another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.nat({ max: 20 }), async (concurrency, taken) => {
        const orchestrator = createFolders(Array.from({ length: 60 }, () => 1));
        const listing = everyProcess(orchestrator, access, { concurrency });
        expect(orchestrator.asked).toEqual([]);

        let count = 0;
        for await (const _ of listing) if (++count > taken) break;
        const askedBy = orchestrator.asked.length;
        await settle();

        expect(orchestrator.asked).toHaveLength(askedBy);
        expect(askedBy).toBeLessThanOrEqual(1 + count + concurrency);
      }),
    );
  });

  it('throws what a broken adapter throws', async () => {
    const broken = { ...createFolders([1]), listProcesses: () => Promise.reject(new Error('bug')) };

    await expect(all(everyProcess(broken, access))).rejects.toThrow('bug');
  });
});

describe('listing all folders', () => {
  it('gives each once, however many pages they take', async () => {
    const orchestrator = createFolders(Array.from({ length: 2_001 }, () => 0));

    const listed = await all(everyFolder(orchestrator, access));

    expect(listed.map((one) => one.ok && one.value.key)).toEqual(Array.from({ length: 2_001 }, (_, at) => keyOf(at)));
    expect(orchestrator.asked.map(({ skip }) => skip)).toEqual([0, 1_000, 2_000]);
  });

  it('ends with a failure', async () => {
    const orchestrator = createFolders([1], { failing: { folders: 'orchestrator-forbidden' } });

    const listed = await all(everyFolder(orchestrator, access));

    expect(listed).toMatchObject([{ ok: false, failure: { code: 'orchestrator-forbidden' } }]);
  });
});

describe('all processes part by part', () => {
  it('are each in exactly one part, in the order of folders, however long a part is', async () => {
    await fc.assert(
      fc.asyncProperty(someFolders, fc.integer({ min: 1, max: 200 }), delays, async (sizes, take, ticks) => {
        const orchestrator = createFolders(sizes, { ticks });
        const parts = await allParts(orchestrator, take);

        expect(parts.flatMap(({ items }) => items.map(({ name }) => name))).toEqual(
          sizes.flatMap((size, index) => namesIn(index, size)),
        );
        expect(parts.every(({ items }) => items.length <= take)).toBe(true);
        expect(parts.slice(0, -1).every(({ items }) => items.length === take)).toBe(true);
      }),
    );
  });

  it('name the folders that could not be read, and go on behind them', async () => {
    const orchestrator = createFolders([2, 2, 2], { failing: { F1: 'orchestrator-forbidden' } });

    const parts = await allParts(orchestrator, 3);

    expect(parts.flatMap(({ items }) => items.map(({ name }) => name))).toEqual(['F0 P0', 'F0 P1', 'F2 P0', 'F2 P1']);
    expect(parts[0]?.refused).toMatchObject([{ folder: { key: 'F1' }, failure: { code: 'orchestrator-forbidden' } }]);
  });

  it('fail when something else is wrong', async () => {
    const orchestrator = createFolders([2, 2], { failing: { F1: 'orchestrator-timeout' } });

    const part = await pageOfEveryProcess(orchestrator, access, { folders: 0, processes: 0 }, 10);

    expect(part).toMatchObject({ ok: false, failure: { code: 'orchestrator-timeout' } });
  });

  it('may be empty and have a next one, so that no answer takes forever', async () => {
    const orchestrator = createFolders([...Array.from({ length: 200 }, () => 0), 1]);

    const first = await pageOfEveryProcess(orchestrator, access, { folders: 0, processes: 0 }, 10);

    expect(first).toEqual({ ok: true, value: { items: [], refused: [], next: { folders: 200, processes: 0 } } });
  });

  async function allParts(orchestrator: ReturnType<typeof createFolders>, take: number) {
    const parts = [];
    let from: ProcessesPlace | undefined = { folders: 0, processes: 0 };
    while (from !== undefined) {
      const part: Awaited<ReturnType<typeof pageOfEveryProcess>> = await pageOfEveryProcess(
        orchestrator,
        access,
        from,
        take,
      );
      if (!part.ok) throw new Error(part.failure.detail);
      parts.push(part.value);
      from = part.value.next;
    }
    return parts;
  }
});

/** How many processes each folder has: mostly few, sometimes more than a page. */
const someFolders = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.nat({ max: 5 }) },
    { weight: 1, arbitrary: fc.constantFrom(249, 250, 251, 600, 1_100) },
  ),
  { maxLength: 20 },
);
/** Which folders are in the list across folders; mostly there is none. */
const lists = fc.oneof(fc.constant('none' as const), fc.uniqueArray(fc.nat({ max: 19 })));
/** How long answers take, in turns of the event loop's queue. */
const delays = fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 12 });

const access: OrchestratorAccess = {
  connectionId: 'c1',
  target: { orchestratorUrl: 'https://orchestrator.example' as OrchestratorUrl, tenant: 'Default' },
  credentialVersion: '1',
  credential: async () => fail({ code: 'secret-missing', detail: 'There is none.' }),
};

type Directory = Pick<OrchestratorDirectory, 'listFolders' | 'listProcesses' | 'listProcessesAcross'>;

interface FoldersOptions {
  readonly ticks?: readonly number[];
  readonly failing?: Readonly<Record<string, FailureCode>>;
  /** Which folders are in the list across folders, where there is one. */
  readonly across?: readonly number[] | 'none';
}

/** An Orchestrator with so many processes in each folder, that remembers what it was asked. */
function createFolders(
  sizes: readonly number[],
  { ticks = [1], failing = {}, across = 'none' }: FoldersOptions = {},
): Directory & { readonly asked: readonly (PageRequest & { of: string })[]; mostAtOnce(): number } {
  const asked: (PageRequest & { of: string })[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;

  async function answer<T>(of: string, page: PageRequest, rows: readonly T[]): Promise<Result<Page<T>, Failure>> {
    asked.push({ of, ...page });
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    const wait = ticks[asked.length % ticks.length] ?? 1;
    for (let tick = 0; tick < wait; tick += 1) await Promise.resolve();
    atOnce -= 1;
    const code = failing[of];
    if (code !== undefined) return fail({ code, detail: 'It does not work.' });
    const { skip, take } = page;
    return succeed({ items: rows.slice(skip, skip + take), hasMore: rows.length > skip + take });
  }

  return {
    asked,
    mostAtOnce: () => mostAtOnce,
    listFolders: (_, page) =>
      answer(
        'folders',
        page,
        sizes.map((__, index) => folderAt(index)),
      ),
    async listProcessesAcross(_, page) {
      if (across === 'none') return succeed('unsupported');
      const rows = sizes.flatMap((size, index) =>
        namesIn(index, across.includes(index) ? size : 0).map((name) => ({
          folderId: index + 1,
          process: processNamed(name, 'unknown'),
        })),
      );
      const part = await answer(page.skip === 0 ? 'across' : 'across later', page, rows);
      return part.ok ? succeed({ items: part.value.items, total: rows.length }) : part;
    },
    listProcesses: (_, { key }: FolderIdentity, page) => {
      const index = Number(key.slice(1));
      return answer(
        key,
        page,
        namesIn(index, sizes[index] ?? 0).map((name) => processNamed(name, key)),
      );
    },
  };
}

function keyOf(index: number): string {
  return `F${index}`;
}

function folderAt(index: number): Folder {
  return { key: keyOf(index), id: index + 1, name: keyOf(index), path: `Finance/${keyOf(index)}` };
}

function namesIn(index: number, size: number): readonly string[] {
  return Array.from({ length: size }, (_, number) => `${keyOf(index)} P${number}`);
}

function processNamed(name: string, folderKey: string): Process {
  return {
    releaseKey: name,
    name,
    packageId: name,
    version: '1.0.0',
    folderKey,
    arguments: { input: [], output: [] },
  };
}

type Listed = Awaited<ReturnType<ReturnType<typeof everyProcess>['next']>>['value'];

function nameOf(listed: Listed): string {
  if (!listed?.ok) return 'failure';
  const { value } = listed;
  return value.kind === 'process' ? value.process.name : `${value.folder.key} ${value.failure.code}`;
}

function isWhole({ folder, process }: { folder: FolderIdentity; process: Process }): boolean {
  return process.folderKey === folder.key && process.name.startsWith(folder.key);
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const taken: T[] = [];
  for await (const item of items) taken.push(item);
  return taken;
}

/** Long enough for all that was begun. */
async function settle(): Promise<void> {
  for (let tick = 0; tick < 200; tick += 1) await Promise.resolve();
}
