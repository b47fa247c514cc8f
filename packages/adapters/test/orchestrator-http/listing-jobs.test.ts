import type { JobList } from '@cuelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pending } from './job-rows.js';
import { accountsPayable } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

describe('reading several jobs in one call', () => {
  it('gives their states without outputs, whatever the order of the rows', async () => {
    const { server, jobs, access } = await withRows([aRow(3, 'Running'), aRow(1, 'Successful')]);

    const outcome = await jobs.readList(access, accountsPayable, [1, 3]);

    expect(server.seen.at(-1)?.query.get('$filter')).toBe('Id in (1,3)');
    expect(server.seen.at(-1)?.query.get('$top')).toBe('2');
    expect(server.seen.at(-1)?.query.get('$select')).toBe('Key,Id,State,CreationTime,StartTime,EndTime');
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        asked: 2,
        jobs: [
          { id: 3, observation: { state: 'Running', source: 'read' } },
          { id: 1, observation: { state: 'Successful' } },
        ],
      },
    });
  });

  it('leaves out a job in a state that nobody knows, and gives the others', async () => {
    const { jobs, access } = await withRows([aRow(1, 'Paused'), aRow(2, 'Running'), { Id: 3 }]);

    const outcome = await jobs.readList(access, accountsPayable, [1, 2, 3, 4]);

    expect(outcome).toMatchObject({ value: { asked: 4, jobs: [{ id: 2 }] } });
  });

  it('asks for nothing when there is nothing to ask for', async () => {
    const { server, jobs, access } = await withRows([]);

    expect(await jobs.readList(access, accountsPayable, [])).toEqual({ ok: true, value: { asked: 0, jobs: [] } });
    expect(server.seen).toEqual([]);
  });

  it.each([
    ['9.0', 20, /^Id eq \d+( or Id eq \d+)*$/],
    ['10.0', 20, /^Id eq \d+( or Id eq \d+)*$/],
    ['11.0', 50, /^Id in \(\d+(,\d+)*\)$/],
    ['17.0', 50, /^Id in \(\d+(,\d+)*\)$/],
  ])('asks API %s for at most %i jobs at once, and for each job once', async (apiVersion, most, form) => {
    const { server, jobs, access } = await withRows([], apiVersion);

    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 53 - 1 }), { minLength: 1, maxLength: 120, size: 'max' }),
        async (ids) => {
          const before = server.to('/odata/Jobs').length;
          let left: readonly number[] = ids;
          while (left.length > 0) {
            const outcome = await jobs.readList(access, accountsPayable, left);
            if (!outcome.ok) throw new Error(outcome.failure.detail);
            const { asked }: JobList = outcome.value;
            expect(asked).toBeGreaterThan(0);
            left = left.slice(asked);
          }

          const filters = server
            .to('/odata/Jobs')
            .slice(before)
            .map(({ query }) => query.get('$filter') ?? '');
          for (const filter of filters) expect(filter).toMatch(form);
          const lists = filters.map((filter) => filter.match(/\d+/g)?.map(Number) ?? []);
          for (const list of lists) expect(list.length).toBeLessThanOrEqual(most);
          expect(lists.flat()).toEqual(ids);
        },
      ),
      { numRuns: 10, endOnFailure: true },
    );
  });
});

function withRows(rows: readonly object[], apiVersion = '17.0') {
  return withOrchestrator(({ path }) => (path.endsWith('/odata/Jobs') ? { body: { value: rows } } : undefined), {
    apiVersion,
  });
}

function aRow(id: number, state: string): object {
  return { ...pending, Id: id, State: state, Key: `1c7222dc-416f-4c60-9b17-${String(id).padStart(12, '0')}` };
}
